/** Everything that is drawn. Texts and labels are set as text and never as markup. */

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** Never 100 % of something that is not certain, and never 0 % of something possible. */
function share(value) {
  if (value < 1 && value > 0.999) return `> ${percent.format(0.999)}`;
  if (value > 0 && value < 0.001) return `< ${percent.format(0.001)}`;
  return percent.format(value);
}

function view(id) {
  return document.getElementById(id).content.cloneNode(true);
}

export function emptyView() {
  return view('empty-view');
}

export function failedView({ title, detail, can_retry: canRetry, request_id: requestId }, onAgain) {
  const made = view('failed-view');
  made.querySelector('.failed-title').textContent = title;
  made.querySelector('.failed-detail').textContent = detail;
  made.querySelector('.failed-id').textContent = requestId ? `Request ${requestId}` : '';
  const again = made.querySelector('.again');
  again.hidden = !canRetry;
  again.addEventListener('click', onAgain);
  return made;
}

/** `onTarget(name)`, where the model can be explained, asks what speaks for another class. */
export function fullView({ id, label, confidence, scores, unsure, model }, onTarget) {
  const made = view('full-view');
  made.querySelector('.by').textContent = `${model.name}, version ${model.version}`;
  made.querySelector('.label').textContent = label;
  made.querySelector('.id-note').textContent = `Prediction ${id}`;
  made.querySelector('.confidence').textContent = `${share(confidence)} sure`;
  made.querySelector('.gauge-fill').style.setProperty('--share', confidence);
  for (const mark of made.querySelectorAll('.unsure, .unsure-note')) mark.hidden = !unsure;
  const list = made.querySelector('.scores');
  const ordered = Object.entries(scores).sort(([, a], [, b]) => b - a);
  for (const [name, score] of ordered) list.append(scoreView(name, score, name === label, onTarget));
  return made;
}

function scoreView(name, score, given, onTarget) {
  const made = view('score-view');
  const button = made.querySelector('.score');
  made.querySelector('.score-name').textContent = name;
  made.querySelector('.score-value').textContent = share(score);
  made.querySelector('.score-fill').style.setProperty('--share', score);
  button.dataset.name = name;
  button.classList.toggle('given', given);
  button.disabled = !onTarget;
  if (onTarget) {
    button.title = `See what speaks for ${name}`;
    button.addEventListener('click', () => onTarget(name));
  }
  return made;
}

export function spoken({ label, confidence, unsure }) {
  return `${label}, ${share(confidence)} sure${unsure ? '; too close to call' : ''}.`;
}

/** Words below this part of the strongest are left plain: colour everywhere tells nothing. */
const faintest = 0.08;

export function paintedView(words) {
  const most = Math.max(...words.map(({ weight }) => Math.abs(weight)), Number.MIN_VALUE);
  const made = document.createDocumentFragment();
  let plain = '';
  for (const { text, weight } of words) {
    const heat = Math.abs(weight) / most;
    if (heat < faintest || text.trim() === '') {
      plain += text;
      continue;
    }
    made.append(plain);
    plain = '';
    made.append(wordMark(text, weight, heat));
  }
  made.append(plain);
  return made;
}

function wordMark(text, weight, heat) {
  const mark = document.createElement('mark');
  mark.className = weight > 0 ? 'for' : 'against';
  mark.textContent = text;
  mark.title = signed(weight);
  mark.style.setProperty('--heat', heat.toFixed(3));
  return mark;
}

/** A person takes in half a dozen on each side. */
const listed = 6;

export function strongestView(parts, target) {
  const most = Math.abs(parts[0]?.weight ?? 1);
  const made = document.createDocumentFragment();
  for (const [side, title, own] of [
    ['for', `For ${target}`, parts.filter(({ weight }) => weight > 0)],
    ['against', `Against ${target}`, parts.filter(({ weight }) => weight < 0)],
  ]) {
    const section = document.createElement('section');
    const heading = document.createElement('h3');
    heading.textContent = title;
    section.append(heading, own.length > 0 ? partList(own, side, most) : nothing());
    made.append(section);
  }
  return made;
}

function partList(parts, side, most) {
  const list = document.createElement('ol');
  list.className = side;
  for (const { text, weight } of parts.slice(0, listed)) {
    const item = document.createElement('li');
    const word = document.createElement('span');
    word.className = 'part';
    word.textContent = text;
    const value = document.createElement('span');
    value.className = 'part-value';
    value.textContent = signed(weight);
    item.style.setProperty('--share', (Math.abs(weight) / most).toFixed(3));
    item.append(word, value);
    list.append(item);
  }
  return list;
}

function nothing() {
  const line = document.createElement('p');
  line.className = 'nothing';
  line.textContent = 'No word of this text.';
  return line;
}

function signed(weight) {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;
}
