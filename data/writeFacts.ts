import { writeFileSync } from 'node:fs';
import { factRegister } from './factRegister';
import { hangzhou } from './hangzhou/city';

/** `npm run facts`: writes `docs/facts.md` from the data. */
const { sources, ...files } = hangzhou;
writeFileSync('docs/facts.md', factRegister(files, sources));
