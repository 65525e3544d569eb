/** The contexts that bind a sealed text to its row: elsewhere it does not open. */

export function personContext(id: string): string {
  return `person:${id}`;
}

export function applicantContext(reservationId: string, position: number): string {
  return `applicant:${reservationId}:${position}`;
}

export function contactContext(reservationId: string): string {
  return `contact:${reservationId}`;
}

export function ticketPersonContext(ticketId: string, position: number): string {
  return `ticket:${ticketId}:${position}`;
}

export function totpContext(staffId: string): string {
  return `totp:${staffId}`;
}

export function appealContext(appealId: string): string {
  return `appeal:${appealId}`;
}
