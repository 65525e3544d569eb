import path from 'node:path';
import { platforms } from '../host/program';
import { checkBuild } from './checkBuild';

test.each(platforms)('nothing is wrong with the build for %s', async (platform) => {
  expect(await checkBuild(platform, path.resolve(__dirname, '../../../dist', platform))).toEqual([]);
});
