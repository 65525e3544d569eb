import { compileProgram } from '../host/compile/compileProgram';
import { platforms } from '../host/program';
import { bookEarliest } from '../journeys/bookEarliest';
import { tellStory } from '../support/journey';
import { mutants, withMutant } from './mutants';

/** Long enough for a healthy build on a busy machine; only where nothing happens at all is it waited for in full. */
const PATIENCE = 8_000;

describe.each(platforms)('a broken build for %s is noticed', (platform) => {
  test.each(mutants.filter(({ only }) => only === undefined || only === platform))(
    '$name',
    async (mutant) => {
      const faults = await withMutant(mutant, platform, async (folder) => {
        const compiled = compileProgram(platform, folder);
        return tellStory(
          { platform, compiled, patience: PATIENCE, until: mutant.says },
          mutant.name,
          async (story) => {
            await bookEarliest(story);
          },
        );
      });
      expect(faults.join('\n')).toMatch(mutant.says);
    },
  );
});
