import type { Reservation } from '../../../contract/reservations';
import type { Phone } from '../host/driver/Phone';
import type { Launch } from '../host/page/launch';
import type { Story } from '../support/journey';

/** Every page of the app, how it is opened, and what is there when it is complete. */
export interface FiguredPage {
  readonly route: string;
  readonly query?: (reservation: Reservation) => string;
  readonly complete: string;
  /** An ordinary tap, one that keeps the person on the page where there is one, and what is there after it. */
  readonly tap?: {
    readonly at: string;
    readonly shows: string;
    /** It draws a whole day of the calendar: every slot of every hall. */
    readonly calendar?: true;
  };
}

export const figuredPages: readonly FiguredPage[] = [
  { route: 'pages/home/index', complete: '.option', tap: { at: '#elder-switch', shows: '.screen--elder' } },
  {
    route: 'pages/my-reservations/index',
    complete: '[id^="reservation-"]',
    tap: { at: '[id^="reservation-"]', shows: '#qr' },
  },
  { route: 'pages/me/index', complete: '#go-people', tap: { at: '#elder', shows: '.screen--elder' } },
  {
    route: 'pages/slots/index',
    complete: '.slots__slot--free',
    tap: { at: '#day-2026-11-27', shows: '#day-2026-11-27.calendar__day--chosen', calendar: true },
  },
  {
    route: 'pages/confirm/index',
    query: () => '?slot=xihu.appointment.2026-11-26.0900&service=passport',
    complete: '#confirm-booking',
    tap: { at: '#more-materials', shows: '#more-materials' },
  },
  {
    route: 'pages/reservation/index',
    query: ({ id }) => `?id=${id}`,
    complete: '#qr',
    tap: { at: '#cancel', shows: '#modal-confirm' },
  },
  {
    route: 'pages/people/index',
    complete: '#add-person',
    tap: { at: '[id^="remove-"]', shows: '#modal-confirm' },
  },
  {
    route: 'pages/person/index',
    complete: '#save-person',
    tap: { at: '#save-person', shows: '#name-wrong' },
  },
  {
    route: 'pages/halls/index',
    complete: '#book-xihu',
    tap: { at: '#filter-kiosk', shows: '#filter-kiosk.chip--chosen' },
  },
  {
    route: 'pages/my-data/index',
    complete: '#copy-data',
    tap: { at: '#delete-data', shows: '#modal-confirm' },
  },
  { route: 'pages/nearest/index', complete: '[id^="option-"]', tap: { at: '#where', shows: '.where__why' } },
  {
    route: 'pages/glance/index',
    complete: '#fullness',
    tap: { at: '#cell-xihu-2026-12-02', shows: '#choose-hall' },
  },
  {
    route: 'pages/waitlist/index',
    query: () => '?date=2026-11-26&service=passport',
    complete: '.button',
    tap: { at: '#taking-ask', shows: '#taking-ask.chip--chosen' },
  },
  {
    route: 'guide/need/index',
    complete: '#question',
    tap: { at: '#answer-passport', shows: '#answer-first' },
  },
  {
    route: 'guide/service/index',
    complete: '#limits',
    tap: { at: '#facts-tw-permit', shows: '#facts-tw-permit.chip--chosen' },
  },
  {
    route: 'guide/destinations/index',
    complete: '#facts',
    tap: { at: '#to-abroad', shows: '#to-abroad.chip--chosen' },
  },
  {
    route: 'guide/documents/index',
    complete: '#no-documents',
    tap: { at: '#go-guide', shows: '#question' },
  },
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
  launch: Partial<Launch> = {},
): Promise<Phone> {
  const phone = await open({ ...launch, url: `/${page.route}${page.query?.(reservation) ?? ''}` });
  await phone.sees(page.complete);
  await phone.settles();
  return phone;
}
