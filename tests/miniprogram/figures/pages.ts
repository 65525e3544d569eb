import type { Reservation } from '../../../contract/reservations';
import type { Phone } from '../host/driver/Phone';
import type { Story } from '../support/journey';

/** Every page of the app, how it is opened, and what is there when it is complete. */
export interface FiguredPage {
  readonly route: string;
  readonly query?: (reservation: Reservation) => string;
  readonly complete: string;
}

export const figuredPages: readonly FiguredPage[] = [
  { route: 'pages/home/index', complete: '.option' },
  { route: 'pages/my-reservations/index', complete: '[id^="reservation-"]' },
  { route: 'pages/me/index', complete: '#go-people' },
  { route: 'pages/slots/index', complete: '.slots__slot--free' },
  {
    route: 'pages/confirm/index',
    query: () => '?slot=xihu.appointment.2026-11-26.0900&service=passport',
    complete: '#confirm-booking',
  },
  { route: 'pages/reservation/index', query: ({ id }) => `?id=${id}`, complete: '#qr' },
  { route: 'pages/people/index', complete: '#add-person' },
  { route: 'pages/person/index', complete: '#save-person' },
  { route: 'pages/halls/index', complete: '#book-xihu' },
  { route: 'pages/my-data/index', complete: '#copy-data' },
  { route: 'pages/nearest/index', complete: '[id^="option-"]' },
  { route: 'pages/glance/index', complete: '#fullness' },
  { route: 'pages/waitlist/index', query: () => '?date=2026-11-26&service=passport', complete: '.button' },
];

/** A person with a family of five saved and a visit to come: the fullest pages that a citizen has. */
export async function aFullAccount({ account }: Story): Promise<Reservation> {
  const citizen = await account();
  for (const name of ['欧阳建国', '王小明', '李桂兰', '赵敏', '钱一']) await citizen.savePerson({ name });
  return citizen.book('city.appointment.2026-11-25.0900', 1);
}

export async function openPage(
  { open }: Pick<Story, 'open'>,
  page: FiguredPage,
  reservation: Reservation,
): Promise<Phone> {
  const phone = await open({ url: `/${page.route}${page.query?.(reservation) ?? ''}` });
  await phone.sees(page.complete);
  return phone;
}
