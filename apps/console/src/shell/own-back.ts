/** Where to go after signing in: a path of this console, and nothing that a browser takes for another site's address. */
export function ownBack(back: unknown): string {
  if (typeof back !== 'string' || back.length > 2000) return '/';
  // A second slash names another host; browsers read a backslash as one, and pass over tabs and line breaks.
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(back) || back.includes('\\')) return '/';
  return back === '/sign-in' || /^\/sign-in[/?#]/.test(back) ? '/' : back;
}

export interface SignInSearch {
  readonly back?: string;
}

export function signInSearch(raw: Readonly<Record<string, unknown>>): SignInSearch {
  const back = ownBack(raw.back);
  return back === '/' ? {} : { back };
}
