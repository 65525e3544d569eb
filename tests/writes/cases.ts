import { deskCases } from './deskCases';
import { identityCases } from './identityCases';
import { oversightCases } from './oversightCases';
import { privacyCases } from './privacyCases';
import { requestCases } from './requestCases';
import { reservationCases } from './reservationCases';
import { ticketCases } from './ticketCases';
import type { Cases } from './world';

export const cases: Cases = {
  identity: identityCases,
  guide: {},
  slots: {},
  documents: {},
  reservations: reservationCases,
  tickets: ticketCases,
  desk: deskCases,
  requests: requestCases,
  oversight: oversightCases,
  ...privacyCases,
};
