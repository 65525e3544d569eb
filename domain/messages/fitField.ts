/** Longest text of each kind of field in a WeChat subscription message; the kind is the name without its number. */
const LIMITS: Readonly<Record<string, number>> = { thing: 20, phrase: 5, name: 10, character_string: 32 };

/** A text cut to what a field takes, by characters and not by halves of them. Never empty: the vendor refuses that. */
export function fitField(field: string, text: string): string {
  const limit = LIMITS[field.replace(/\d+$/, '')];
  const characters = Array.from(text.trim());
  if (characters.length === 0) return '-';
  return limit === undefined || characters.length <= limit
    ? characters.join('')
    : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Puts facts into a template: `{hall} {when}`. A fact that is not there leaves a dash. */
export function fillTemplate(template: string, facts: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? '-');
}
