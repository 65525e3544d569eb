import type { Request } from '../../contract/requests';

/** How good the news of a status is, as colours say it. */
export const statusKind = {
  submitted: 'info',
  appealed: 'info',
  approved: 'good',
  used: 'good',
  refused: 'bad',
  withdrawn: 'info',
  expired: 'warn',
} as const satisfies Readonly<Record<Request['status'], string>>;
