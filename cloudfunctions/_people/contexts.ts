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

export function staffContext(staffId: string): string {
  return `staff:${staffId}`;
}

export function totpContext(staffId: string): string {
  return `totp:${staffId}`;
}

export function appealContext(appealId: string): string {
  return `appeal:${appealId}`;
}

export function requestPersonContext(requestId: string, position: number): string {
  return `request:${requestId}:${position}`;
}

/** What was written about a request: `statement` by the person, `note` by the hall, `appeal` by the person again. */
export function requestTextContext(requestId: string, text: 'statement' | 'note' | 'appeal'): string {
  return `request-${text}:${requestId}`;
}

export function evidenceContext(evidenceId: string): string {
  return `evidence:${evidenceId}`;
}

export function evidencePartContext(evidenceId: string, position: number): string {
  return `evidence-part:${evidenceId}:${position}`;
}
