import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { InteractionFigures } from '../host/driver/Phone';
import type { TreeFigures } from '../host/page/treeFigures';
import type { Platform } from '../host/program';

/** What one page costs. */
export interface PageFigures {
  readonly route: string;
  /** From the opening of the app until the page is complete. */
  readonly first: InteractionFigures;
  readonly tree: TreeFigures;
  readonly tap?: InteractionFigures;
}

/** For `npm run bench:client`, which makes a table of them. */
export function keepFigures(platform: Platform, figures: readonly PageFigures[]): void {
  const folder = path.resolve(__dirname, '../../../test-results/figures');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${platform}.json`), JSON.stringify(figures, null, 2));
}
