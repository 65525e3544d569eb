import { installWhatIsMissing } from './install.mjs';

/** `npm test` on a fresh clone: installs what is missing, then runs the whole check. */
await installWhatIsMissing();
await import('./check.mjs');
