import { gather } from '../../record/all-pages.ts';
import { recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { modelVersionDetails, modelVersionLines } from '../../report/model-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

/** More versions are not read; the newest come first. */
const mostVersions = 20;

export async function showModel(text: string, around: Around): Promise<void> {
  const { name, version } = recordArgument(text, 'model');
  if (version === null) await showWhole(name, around);
  else await showVersion(name, version, around);
}

async function showWhole(name: string, around: Around): Promise<void> {
  const { model, found } = await withRecord(around, async ({ client }) => ({
    model: await client.models.get(name),
    found: await gather(
      mostVersions,
      (page) => client.models.versions(name, page),
      ({ versions }) => versions,
    ),
  }));
  const say = speaker(around);
  if (around.json) {
    say.json({ ...(withIsoTimes(model) as object), all: withIsoTimes(found.items), more: found.more });
    return;
  }
  const { champion } = model.aliases;
  const service = champion === undefined ? 'nothing in service' : `@${champion} in service`;
  say.line(`${say.paint('bold', name)}  ${service}`);
  if (model.description) say.line(`  ${model.description}`);
  say.line();
  const [head, ...rows] = modelVersionLines(found.items, Date.now());
  say.line(say.paint('dim', head));
  for (const row of rows) say.line(row);
  if (champion === undefined && found.items.length > 0) {
    say.line();
    say.line(`${say.paint('dim', 'next:')} verdict models promote ${name}@${found.items[0].version}`);
  }
}

async function showVersion(name: string, version: string, around: Around): Promise<void> {
  const found = await withRecord(around, ({ client }) => client.models.version(name, version));
  const say = speaker(around);
  if (around.json) {
    say.json(withIsoTimes(found));
    return;
  }
  say.line(say.paint('bold', `${found.model}@${found.version}`));
  for (const line of modelVersionDetails(found)) say.line(line);
  if (found.run_id !== null)
    say.line(`${say.paint('dim', 'its card:')} verdict models card ${found.model}@${found.version}`);
}
