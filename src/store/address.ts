import { z } from 'zod';

/** The address of a store, with its password, if it names one: never to be shown. */
export const StoreAddress = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
    'expected an address such as postgres://user@host:5432/database (the password in PGPASSWORD)',
  );

/** The address as it may be shown: without password and query. */
export function publicStore(address: string): string {
  const { protocol, username, host, pathname } = new URL(address);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

/** What of the address may stand in no output. */
export function secretsOf(address: string, env: NodeJS.ProcessEnv): string[] {
  const url = new URL(address);
  const given = [url.password, url.searchParams.get('password') ?? '', env.PGPASSWORD ?? ''];
  return [...given, ...given.map(decoded)].filter((secret) => secret !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
