/** What Tencent's cloud says of a call: a JSON text in the context, or the environment of the process. */
export interface CloudContext {
  readonly environment?: string;
}

/** Where a call truly came from: the first item of SOURCE. Later items are functions that called on. */
export interface CloudOrigin {
  readonly source: string;
  readonly openId: string;
  readonly address: string | undefined;
}

/**
 * Reads who called from what the platform injects. The client's `event` is never asked: it can hold anything. All
 * of it comes from one place: an OPENID that an earlier call left in the process belongs to no later one.
 */
export function readCloudOrigin(context: CloudContext, environment: NodeJS.ProcessEnv): CloudOrigin {
  const injected = originIn(parseEnvironment(context.environment));
  return injected.source === '' ? originIn(environment) : injected;
}

function originIn(values: Readonly<Record<string, string | undefined>>): CloudOrigin {
  const sources = values.TCB_SOURCE || values.WX_SOURCE || values.TRIGGER_SRC || '';
  const address = values.WX_CLIENTIP || values.WX_CLIENTIPV6 || undefined;
  return { source: sources.split(',')[0] ?? '', openId: values.WX_OPENID ?? '', address };
}

function parseEnvironment(text: string | undefined): Record<string, string> {
  if (text === undefined || text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
