import type { privacy } from '../../contract/privacy';
import { accept } from '../../domain/outcome';
import type { Handler } from '../_runtime/serve';
import { showConsents } from './showConsents';

export const listConsents: Handler<typeof privacy.listConsents> = async ({ database }, _input, context) =>
  accept(await showConsents(database, context));
