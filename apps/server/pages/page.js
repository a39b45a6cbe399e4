import { explain, health, modelInfo, predict } from '/api.js';
import { examplesFor } from '/examples.js';
import { emptyView, failedView, fullView, paintedView, spoken, strongestView } from '/views.js';
import { strongestParts, weighWords } from '/words.js';

const part = (id) => document.getElementById(id);
const [form, text, model, count, send] = ['ask', 'text', 'model', 'count', 'send'].map(part);
const [verdict, verdictBody, status, why] = ['verdict', 'verdict-body', 'status', 'why'].map(part);

const number = new Intl.NumberFormat();
/** Shorter waits than this should not flicker. */
const busyAfterMs = 150;

/** Facts of the model that is chosen, or null while there is none. */
let info = null;
/** What the verdict on the page was asked for. */
let answered = null;
let asking = new AbortController();

start();

async function start() {
  const apple = /Mac|iPhone|iPad/.test(navigator.platform);
  part('send-key').textContent = apple ? '⌘ ↵' : 'Ctrl ↵';
  show('empty', emptyView());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
  text.addEventListener('input', onText);
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  model.addEventListener('change', chooseModel);
  await findModels();
}

async function findModels() {
  const { value, problem } = await health();
  if (problem) return show('failed', failedView(problem, findModels));
  model.replaceChildren(
    ...value.models.map(({ name }) => new Option(name, name, name === value.default_model)),
  );
  if (value.models.some(({ name }) => name === value.default_model)) model.value = value.default_model;
  model.disabled = value.models.length < 2;
  show('empty', emptyView());
  await chooseModel();
}

async function chooseModel() {
  const { value, problem } = await modelInfo(model.value);
  if (problem) return show('failed', failedView(problem, chooseModel));
  info = value;
  part('examples').replaceChildren(...examplesFor(info.classes).map(exampleItem));
  onText();
  if (text.value.trim() !== '' && answered) ask();
}

function exampleItem([name, content]) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.addEventListener('click', () => {
    text.value = content;
    onText();
    ask();
  });
  item.append(button);
  return item;
}

function onText() {
  const most = info?.max_text_length ?? Number.POSITIVE_INFINITY;
  const { length } = text.value;
  const over = length > most;
  count.classList.toggle('over', over);
  if (length === 0) count.textContent = '';
  else if (length > most * 0.8) {
    count.textContent = `${number.format(length)} of at most ${number.format(most)} characters`;
  } else count.textContent = `${number.format(length)} characters`;
  verdict.classList.toggle('stale', answered !== null && answered !== text.value);
  why.classList.toggle('stale', answered !== null && answered !== text.value);
}

async function ask() {
  if (text.value.trim() === '') {
    status.textContent = 'Write a text first.';
    text.focus();
    return;
  }
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const slow = setTimeout(setBusy, busyAfterMs, true);
  const body = { text: text.value, model: model.value };
  try {
    const [said, reasons] = await Promise.all([
      predict(body, signal),
      info?.explainable ? explain(body, signal) : { value: null },
    ]);
    if (signal.aborted) return;
    const problem = said.problem ?? reasons.problem;
    if (problem) showProblem(problem);
    else showAnswer(body, said.value, reasons.value);
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) setBusy(false);
  }
}

function setBusy(busy) {
  verdict.setAttribute('aria-busy', String(busy));
  part('send-word').textContent = busy ? 'Reading…' : 'Ask';
  send.classList.toggle('busy', busy);
}

function showProblem(problem) {
  answered = null;
  why.hidden = true;
  show('failed', failedView(problem, ask));
  onText();
}

function showAnswer(body, said, reasons) {
  answered = body.text;
  const onTarget = reasons ? (target) => changeTarget({ ...body, target }) : null;
  show('full', fullView(said, onTarget));
  status.textContent = spoken(said);
  showReasons(body.text, reasons);
  onText();
}

function showReasons(asked, reasons) {
  why.hidden = !reasons;
  if (!reasons) return;
  const words = weighWords(asked, reasons.spans);
  const readsLetters = info.recipe.features.some(({ tokens }) => tokens.startsWith('characters'));
  const parts = strongestParts(words, reasons.strongest, readsLetters);
  part('why-target').textContent = reasons.target;
  part('painted').replaceChildren(paintedView(words));
  part('strongest').replaceChildren(strongestView(parts, reasons.target));
  for (const button of verdictBody.querySelectorAll('.score')) {
    button.setAttribute('aria-pressed', String(button.dataset.name === reasons.target));
  }
}

async function changeTarget(body) {
  const { value, problem } = await explain(body);
  if (problem) return showProblem(problem);
  if (answered === body.text) showReasons(body.text, value);
  status.textContent = `Showing what speaks for ${body.target}.`;
}

function show(state, content) {
  verdict.dataset.state = state;
  verdictBody.replaceChildren(content);
}
