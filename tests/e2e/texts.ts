// The texts of the application and of the public pages, read from where they are kept, so that journeys find things by
// the words a person reads and no sentence stands in two places.
//   words('team:files.choose')   words('judge:sheet.missingTitle', { count: 1 })   words('pages:results.not_yet')
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type Params = Record<string, string | number>;
export interface Words {
  (key: string, params?: Params): string;
  /** The text as a pattern, anything in place of what it leaves open. */
  pattern: (key: string, params?: Params) => RegExp;
}

type Tree = { [name: string]: Tree | string };

const top = path.resolve(import.meta.dirname, '../..');

function load(language: string, part: string): Tree {
  const file = part === 'pages'
    ? path.join(top, 'crates/web/src/pages/texts', `${language}.json`)
    : path.join(top, 'frontend/src/locales', language, `${part}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Tree;
}

function at(tree: Tree, key: string): string | undefined {
  let found: Tree | string | undefined = tree;
  for (const name of key.split('.')) found = typeof found === 'object' ? found[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

export function wordsOf(language: 'zh' | 'en'): Words {
  const parts = new Map<string, Tree>();
  const plural = new Intl.PluralRules(language);
  const text = (key: string, params: Params = {}): string => {
    const [part = '', name = ''] = key.split(':');
    const tree = parts.get(part) ?? load(language, part);
    parts.set(part, tree);
    const { count } = params;
    const plain = typeof count === 'number'
      ? (at(tree, `${name}_${count === 0 ? 'zero' : plural.select(count)}`) ?? at(tree, `${name}_${plural.select(count)}`))
      : undefined;
    const found = plain ?? at(tree, name);
    if (found === undefined) throw new Error(`there is no text ${key} in ${language}`);
    return Object.entries(params).reduce((filled, [param, value]) =>
      filled.replaceAll(`{{${param}}}`, String(value)).replaceAll(`{{${param}, number}}`, value.toLocaleString(language)), found);
  };
  const pattern = (key: string, params: Params = {}) => {
    const escaped = text(key, params).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\{\w+(, number)?\}\}/g, '.+');
    return new RegExp(escaped);
  };
  return Object.assign(text, { pattern });
}
