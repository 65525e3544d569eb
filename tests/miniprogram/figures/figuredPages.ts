import type { Request } from '../../../contract/requests';
import type { Reservation } from '../../../contract/reservations';
import type { Ticket } from '../../../contract/tickets';
import type { Citizen } from '../support/Citizen';

/** Every page of the app, how it is opened, and what is there when it is complete. */
export interface FiguredPage {
  readonly route: string;
  readonly query?: (account: FullAccount) => string;
  readonly complete: string;
  /** An ordinary tap, one that keeps the person on the page where there is one, and what is there after it. */
  readonly tap?: {
    readonly at: string;
    readonly shows: string;
    /** It draws a whole day of the calendar: every slot of every hall. */
    readonly calendar?: true;
  };
  /** Only for staff: opened by the lead of a hall, or by a supervisor. */
  readonly desk?: true | 'supervisor';
}

/** What the pages of a full account show. */
export interface FullAccount {
  readonly reservation: Reservation;
  readonly ticket: Ticket;
  /** An urgent request that a hall still has to decide. */
  readonly request: Request;
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
    tap: { at: '#more-services', shows: '#more-services' },
  },
  {
    route: 'pages/reservation/index',
    query: ({ reservation }) => `?id=${reservation.id}`,
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
    route: 'account/my-data/index',
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
    route: 'queue/take/index',
    query: () => '?hall=linan&service=passport',
    complete: '#wait',
    tap: { at: '#arrive-20', shows: '#arrive-20.chip--chosen' },
  },
  {
    route: 'queue/ticket/index',
    query: ({ ticket }) => `?id=${ticket.id}`,
    complete: '#number',
    tap: { at: '#leave', shows: '#modal-confirm' },
  },
  {
    route: 'desk/kiosks/index',
    complete: '[id^="desk-kiosk-"]',
    desk: true,
    tap: { at: '#out-xihu-hall', shows: '#modal-confirm' },
  },
  {
    route: 'guide/need/index',
    complete: '#question',
    tap: { at: '#answer-abroad', shows: '#answer-none' },
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
  {
    route: 'desk/enter/index',
    complete: '#go-window',
    desk: true,
    tap: { at: '#leave-desk', shows: '#modal-confirm' },
  },
  {
    route: 'desk/today/index',
    complete: '#list-coming',
    desk: true,
  },
  {
    route: 'desk/window/index',
    complete: '#sit-down',
    desk: true,
    tap: { at: '#window-4', shows: '#window-4.chip--chosen' },
  },
  {
    route: 'desk/issue/index',
    complete: '#issue',
    desk: true,
    tap: { at: '#green-pregnant', shows: '#green-pregnant.chip--chosen' },
  },
  { route: 'desk/entrance/index', complete: '#entrance-code', desk: true },
  { route: 'desk/capacity/index', complete: '[id^="slot-"]', desk: true },
  {
    route: 'desk/seats/index',
    complete: '#preview',
    desk: true,
    tap: { at: '#seats-more', shows: '#seats' },
  },
  {
    route: 'desk/session/index',
    complete: '#open',
    desk: true,
    tap: { at: '#for-student', shows: '#for-student.chip--chosen' },
  },
  {
    route: 'desk/documents/index',
    complete: '#no-documents',
    desk: true,
    tap: { at: '#list-accepted', shows: '#list-accepted.desk-documents__tab--here' },
  },
  {
    route: 'desk/numbers/index',
    complete: '#total-accepted',
    desk: true,
  },
  { route: 'oversight/home/index', complete: '#go-audit', desk: 'supervisor' },
  { route: 'oversight/appeals/index', complete: '[id^="appeal-"], #no-appeals', desk: 'supervisor' },
  { route: 'oversight/letters/index', complete: '[id^="letter-"], #no-letters', desk: 'supervisor' },
  { route: 'oversight/patterns/index', complete: '.card, #no-patterns', desk: 'supervisor' },
  { route: 'oversight/staff/index', complete: '[id^="post-"]', desk: 'supervisor' },
  { route: 'oversight/audit/index', complete: '[id^="entry-"]', desk: 'supervisor' },
  { route: 'account/messages/index', complete: '[id^="message-"], #no-messages' },
  { route: 'account/link/index', complete: '#agree-link' },
  { route: 'account/standing/index', complete: '#standing-good' },
  { route: 'account/consents/index', complete: '#consent-booking' },
  {
    route: 'desk/review/index',
    complete: '[id^="request-"]',
    desk: true,
    tap: { at: '#show-decided', shows: '#show-decided.chip--chosen' },
  },
  {
    route: 'desk/review/request/index',
    query: ({ request }) => `?id=${request.id}`,
    complete: '#approve',
    desk: true,
    tap: { at: '#refuse', shows: '#decision-note' },
  },
  {
    route: 'requests/submit/index',
    query: () => '?kind=urgent',
    complete: '#reason-funeral',
    tap: { at: '#reason-funeral', shows: '#add-photo' },
  },
  {
    route: 'requests/mine/index',
    complete: '[id^="request-"]',
    tap: { at: '#ask-urgent', shows: '#reason-funeral' },
  },
  {
    route: 'requests/detail/index',
    query: ({ request }) => `?id=${request.id}`,
    complete: '#request-status',
    tap: { at: '#withdraw', shows: '#modal-confirm' },
  },
];

/** A person with a family of five saved, a visit to come, a ticket and a request: the fullest pages that a citizen has. */
export async function fillAccount(citizen: Citizen): Promise<FullAccount> {
  for (const name of ['欧阳建国', '王小明', '李桂兰', '赵敏', '钱一']) await citizen.savePerson({ name });
  const reservation = await citizen.book('city.appointment.2026-11-25.0900', 1);
  const ticket = await citizen.takeTicket('linan', 2);
  return { reservation, ticket, request: await citizen.ask('funeral', 'xihu') };
}
