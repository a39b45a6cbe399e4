interface Rule {
  /** What it is called, one of it and several. */
  readonly names: readonly [one: string, several: string];
  readonly pattern: RegExp;
  /** Stands in the text in its place: one word for a tokeniser, that says what was there. */
  readonly word: string;
  readonly isOne?: (found: string) => boolean;
}

/**
 * What names a person or an account whatever the language. Every repetition is bounded, so a text costs time linear in
 * its length. Names of people are not among them: telling them from other words takes a model of its own.
 */
const rules: readonly Rule[] = [
  {
    names: ['e-mail address', 'e-mail addresses'],
    pattern: /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu,
    word: 'EMAILADDRESS',
  },
  {
    names: ['bank account', 'bank accounts'],
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g,
    word: 'BANKACCOUNT',
    isOne: isIban,
  },
  {
    names: ['card number', 'card numbers'],
    pattern: /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g,
    word: 'CARDNUMBER',
    isOne: isCardNumber,
  },
  {
    names: ['IP address', 'IP addresses'],
    pattern: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])/g,
    word: 'IPADDRESS',
  },
  {
    // Nine digits and more: fewer are prices, years and dates.
    names: ['phone number', 'phone numbers'],
    pattern: /(?<![\p{L}\p{N}])\+?\(?\d(?:[ ()./-]{0,2}\d){8,14}(?![\p{L}\p{N}])/gu,
    word: 'PHONENUMBER',
  },
];

export interface Redaction {
  readonly redact: (text: string) => string;
  /** For people: how many of what were replaced; null where there was nothing. */
  readonly summary: () => string | null;
}

/** Replaces what could tell who a text is about, and counts it. */
export function redaction(): Redaction {
  const counts = rules.map(() => 0);
  let texts = 0;
  return {
    redact: (text) => {
      let redacted = text;
      for (const [at, { pattern, word, isOne }] of rules.entries()) {
        redacted = redacted.replace(pattern, (found) => {
          if (isOne && !isOne(found)) return found;
          counts[at]++;
          return word;
        });
      }
      if (redacted !== text) texts++;
      return redacted;
    },
    summary: () => {
      if (texts === 0) return null;
      const parts = rules.flatMap(({ names }, at) =>
        counts[at] === 0 ? [] : [`${counts[at].toLocaleString('en')} ${names[counts[at] === 1 ? 0 : 1]}`],
      );
      return `${texts.toLocaleString('en')} ${texts === 1 ? 'text' : 'texts'} had personal data replaced: ${parts.join(', ')}.`;
    },
  };
}

/** ISO 13616: the first four characters to the end, letters as numbers, modulo 97. */
function isIban(found: string): boolean {
  const plain = found.replaceAll(' ', '');
  let rest = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** ISO/IEC 7812: Luhn's sum of digits. */
function isCardNumber(found: string): boolean {
  const digits = found.replace(/\D/g, '');
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const weighed = at % 2 === 0 ? digit : 2 * digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
