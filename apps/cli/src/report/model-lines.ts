import type { Chain, Judgement, Model, ModelVersion } from '@verdict/api';
import { columns, pairs } from '../terminal/columns.ts';
import { count, fileSize, percent } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/paint.ts';
import { ago, moment } from '../terminal/times.ts';
import { visible } from '../terminal/visible.ts';
import { idLength } from './run-lines.ts';

export function modelLines(models: readonly Model[], nowMs: number): string[] {
  return columns(
    [
      { title: 'model', gives: true },
      { title: 'versions', align: 'right' },
      { title: 'in service', align: 'right' },
      { title: 'latest', align: 'right' },
      { title: 'changed' },
    ],
    models.map(({ name, versions, aliases, latest, updated_ms }) => [
      name,
      count(versions),
      aliases.champion === undefined ? 'none' : `@${aliases.champion}`,
      latest ? `@${latest.version}` : '',
      ago(updated_ms, nowMs),
    ]),
  );
}

export function modelVersionLines(versions: readonly ModelVersion[], nowMs: number): string[] {
  return columns(
    [
      { title: 'version', align: 'right' },
      { title: 'alias', gives: true },
      { title: 'recipe', gives: true },
      { title: 'accuracy', align: 'right' },
      { title: 'macro F1', align: 'right' },
      { title: 'run' },
      { title: 'when' },
    ],
    versions.map((version) => {
      const { accuracy, macroF1 } = measured(version);
      return [
        `@${version.version}`,
        version.aliases.join(', '),
        recipeName(version) ?? version.format,
        accuracy ?? '',
        macroF1 ?? '',
        version.run_id?.slice(0, idLength) ?? '',
        ago(version.created_ms, nowMs),
      ];
    }),
  );
}

export function modelVersionDetails(version: ModelVersion): string[] {
  const { aliases, run_id, sha256, bytes, created_ms, created_by, description, tags, facts } = version;
  const { accuracy, macroF1, on } = measured(version);
  const classes = Array.isArray(facts?.classes) ? facts.classes.join(', ') : null;
  return pairs([
    ['alias', aliases.join(', ') || null],
    ['recipe', recipeName(version)],
    ['classes', classes],
    ['rows', typeof facts?.rows === 'number' ? count(facts.rows) : null],
    ['data', typeof facts?.data === 'string' ? facts.data : null],
    ['accuracy', accuracy === null ? null : `${accuracy} (${on})`],
    ['macro F1', macroF1 === null ? null : `${macroF1} (${on})`],
    ['run', run_id],
    ['file', sha256 === null ? null : `${sha256}${bytes === null ? '' : `, ${fileSize(bytes)}`}`],
    ['registered', `${moment(created_ms)} by ${created_by}`],
    ['description', description || null],
    ...Object.entries(tags).map(([key, value]) => [key, value] as const),
  ]);
}

export interface MeasuredModel {
  readonly accuracy: string | null;
  readonly macroF1: string | null;
  readonly on: string;
}

/** Of the test rows, else out of fold: the model file says. */
export function measured({ facts }: Pick<ModelVersion, 'facts'>): MeasuredModel {
  const metrics = objectIn(facts, 'metrics');
  const test = objectIn(metrics, 'test');
  const seen = test ?? objectIn(metrics, 'outOfFold') ?? objectIn(metrics, 'out_of_fold');
  const share = (...names: readonly string[]): string | null => {
    const value = names.map((name) => seen?.[name]).find((each) => typeof each === 'number');
    return typeof value === 'number' ? percent(value) : null;
  };
  return {
    accuracy: share('accuracy'),
    macroF1: share('macroF1', 'macro_f1'),
    on: test ? 'test rows' : 'out of fold',
  };
}

export function recipeName({ facts }: Pick<ModelVersion, 'facts'>): string | null {
  const { name } = objectIn(facts, 'recipe') ?? {};
  if (typeof name === 'string') return name;
  return typeof facts?.recipe === 'string' ? facts.recipe : null;
}

function objectIn(value: unknown, name: string): Readonly<Record<string, unknown>> | null {
  const own = (value as Record<string, unknown> | null)?.[name];
  return typeof own === 'object' && own !== null ? (own as Record<string, unknown>) : null;
}

/** The verdict, and each rule of the policy that spoke. */
export function judgementLines(judgement: Judgement, paint: Paint): string[] {
  const { model, candidate, champion, verdict, reasons, rows } = judgement;
  const against = champion === null ? 'with nothing in service' : `against ${model}@${champion}`;
  const said = verdict === 'promote' ? paint(['bold', 'green'], 'promote') : paint(['bold', 'red'], 'refuse');
  const on = rows === 0 ? '' : ` on ${count(rows)} rows`;
  return [
    `${said}  ${paint('bold', `${model}@${candidate}`)} ${against}${on}`,
    '',
    ...reasonLines(reasons, paint),
  ];
}

/** A sentence may be long, and a line of a terminal is not. */
const reasonWidth = 62;

function reasonLines(reasons: Judgement['reasons'], paint: Paint): string[] {
  const width = Math.max(0, ...reasons.map(({ rule }) => visible(rule).length));
  return reasons.flatMap(({ rule, passed, message }) => {
    const mark = passed ? paint('green', '✓') : paint('red', '✗');
    const room = Math.max(30, Math.min(reasonWidth, 80 - width - 6));
    const [first, ...more] = wrap(visible(message), room);
    return [
      `  ${mark} ${visible(rule).padEnd(width)}  ${first}`,
      ...more.map((line) => `    ${' '.repeat(width)}  ${line}`),
    ];
  });
}

export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 0 ? [''] : lines;
}

/** git commit → data version → run → model version, and who put it in service. */
export function chainLines({ commit, data, run, version, moves }: Chain, nowMs: number): string[] {
  const called = `${version.model}@${version.version}`;
  const rows: (readonly [string, string, string])[] = [
    [
      'commit',
      commit ? commit.sha : 'not known',
      commit
        ? [commit.branch, commit.dirty ? 'with changes that are not in it' : null].filter(Boolean).join(', ')
        : 'trained outside a git repository',
    ],
    [
      'data',
      data?.dataset ? `${data.dataset}@${data.number}` : data ? 'not on record' : 'not known',
      data?.rows_sha256 ?? '',
    ],
    ['run', run ? run.id : 'not known', run ? `${run.name}, ${run.status}` : 'registered as a file'],
    ['version', called, version.sha256 ?? ''],
  ];
  const lines = rows.flatMap(([title, value, detail], index) => [
    `  ${index === 0 ? ' ' : '→'} ${title.padEnd(8)} ${visible(value)}`,
    ...(detail === '' ? [] : [`             ${visible(detail)}`]),
  ]);
  if (moves.length === 0) return [...lines, '', '  never in service'];
  return [
    ...lines,
    '',
    ...columns(
      [
        { title: 'moved' },
        { title: 'alias' },
        { title: 'from', align: 'right' },
        { title: 'to', align: 'right' },
        { title: 'by', gives: true },
        { title: 'how' },
        { title: 'reason', gives: true },
      ],
      moves.map(({ alias, kind, from, to, reason, at_ms, actor }) => [
        ago(at_ms, nowMs),
        alias,
        from === null ? '' : `@${from}`,
        to === null ? '' : `@${to}`,
        actor,
        kind,
        reason,
      ]),
    ).map((line) => `  ${line}`),
  ];
}
