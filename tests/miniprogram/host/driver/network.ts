import type { Request, Response } from '../page/launch';

/** The network between a phone and the service. */
export interface Network {
  send(request: Request): Promise<Response>;
  /** Every request that passed, newest last. */
  readonly passed: readonly Request[];
}

/**
 * Carries requests from the page through Node to the real function host: no browser's rules for requests, and no
 * answer of our own. Cloud functions go through the door that the host opens for a simulated WeChat phone; requests
 * to `builtFor`, the address that was built into the app, go to the host that runs.
 */
export function openNetwork({ service, builtFor }: { service: string; builtFor: string }): Network {
  const passed: Request[] = [];
  return {
    passed,
    async send(request) {
      passed.push(request);
      try {
        return request.kind === 'cloud' ? await callFunction(service, request) : await requestFrom(request);
      } catch (error) {
        return { unreachable: error instanceof Error ? error.message : String(error) };
      }
    },
  };

  async function requestFrom({ url, method, headers, body, timeout }: Extract<Request, { kind: 'http' }>) {
    if (!url.startsWith(builtFor)) throw new Error(`The app may not ask ${url}: it is no domain of its own.`);
    return post(service + url.slice(builtFor.length), { method, headers, body }, timeout);
  }
}

function callFunction(
  service: string,
  { name, data, citizen }: Extract<Request, { kind: 'cloud' }>,
): Promise<Response> {
  const body = JSON.stringify({ openid: `demo:${citizen}`, event: data });
  const headers = { 'content-type': 'application/json' };
  return post(`${service}/dev/wechat/${name}`, { method: 'POST', headers, body }, 60_000);
}

async function post(url: string, init: RequestInit, timeout: number): Promise<Response> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeout) });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
