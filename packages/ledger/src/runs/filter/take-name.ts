import type { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

/** What a comparison or an order begins with. */
export interface Name<Entity> {
  /** Null for a bare name, which is an attribute's. */
  readonly entity: Entity | null;
  readonly key: string;
  readonly token: Token;
}

/** `metrics.accuracy`, ``params.`my key` ``, `start_time`, `"Run name"`. `entities` has every spelling of each. */
export function takeName<Entity>(
  reader: TokenReader,
  entities: Readonly<Record<string, Entity>>,
  known: string,
): Name<Entity> {
  const token = reader.take();
  if (token.kind === 'quoted' && token.quote !== "'") {
    const dotted = token.quote === '`' && isDotRightAfter(reader, token);
    return dotted
      ? afterOwner(reader, token, token.text, entities, known)
      : { entity: null, key: token.text, token };
  }
  if (token.kind !== 'word') {
    throw reader.refuse(token, 'a name is wanted, such as metrics.accuracy, params.recipe or start_time');
  }
  const dot = token.text.indexOf('.');
  if (dot < 0) return { entity: null, key: token.text, token };
  const entity = entityOf(reader, token, token.text.slice(0, dot), entities, known);
  return { entity, key: token.text.slice(dot + 1) || takeQuotedKey(reader, token), token };
}

/** MLflow takes backticks around the entity too. */
function isDotRightAfter(reader: TokenReader, { end }: Token): boolean {
  const next = reader.peek();
  return next.kind === 'word' && next.at === end && next.text.startsWith('.');
}

function afterOwner<Entity>(
  reader: TokenReader,
  token: Token,
  owner: string,
  entities: Readonly<Record<string, Entity>>,
  known: string,
): Name<Entity> {
  const entity = entityOf(reader, token, owner, entities, known);
  const rest = reader.take();
  return { entity, key: rest.text.slice(1) || takeQuotedKey(reader, rest), token };
}

function entityOf<Entity>(
  reader: TokenReader,
  token: Token,
  owner: string,
  entities: Readonly<Record<string, Entity>>,
  known: string,
): Entity {
  const lower = owner.toLowerCase();
  if (Object.hasOwn(entities, lower)) return entities[lower];
  throw reader.refuse(
    token,
    `${lower.slice(0, 60) || 'nothing'} is none of ${known}; a name with dots in it is written as params."a.b"`,
  );
}

function takeQuotedKey(reader: TokenReader, owner: Token): string {
  const quoted = reader.peek();
  if (quoted.kind !== 'quoted' || quoted.quote === "'" || quoted.at !== owner.end || quoted.text === '') {
    throw reader.refuse(quoted, `a key is wanted right after ${owner.text}, such as ${owner.text}"my key"`);
  }
  return reader.take().text;
}
