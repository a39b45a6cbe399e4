/** A review that the site opens with; Verdict says at first start whether it is positive. */
export interface SeedReview {
  /** The name of one of the films. */
  readonly film: string;
  readonly author: string;
  /** When the site opens for the first time. */
  readonly daysAgo: number;
  readonly text: string;
}

type Row = readonly [author: string, daysAgo: number, text: string];

const byFilm: Readonly<Record<string, readonly Row[]>> = {
  'The Lighthouse Keeper’s Accordion': [
    [
      'foghorn_fan',
      58,
      'A slow, beautiful film. By the third time he plays that tune I was crying into my scarf, and I do not own a scarf any more because I gave it to the man next to me.',
    ],
    [
      'spud42',
      49,
      'Wonderful performances from both leads, and the photography of the storm is the best I have seen in years.',
    ],
    [
      'rowthree',
      37,
      'I admired it more than I enjoyed it. Forty minutes could go and nobody would miss them, yet the ending is perfect.',
    ],
    [
      'tideline',
      22,
      'The scene where she switches off the lamp to hear him better is pure cinema. A small masterpiece.',
    ],
    [
      'grumblebee',
      15,
      'Two hours of a man learning one song badly. Dull, damp and far too pleased with itself.',
    ],
    ['marmalade_moth', 6, 'Warm, funny and quietly heartbreaking. I loved every minute of it.'],
    [
      'popcornprofessor',
      2,
      'The young engineer carries the film with real charm, and the score stays with you for days. Highly recommended.',
    ],
  ],
  'Seven Minutes to Marrow': [
    [
      'nightowl_nine',
      55,
      'A brilliant idea, superbly executed. Each of the eleven loops tells you something new and the last one made me gasp.',
    ],
    [
      'plaid_badger',
      41,
      'It runs out of steam around the sixth repeat. The trick is clever, the characters are cardboard.',
    ],
    [
      'ticketstub',
      30,
      'Tense, smart and beautifully edited. The best thriller of its year by some distance.',
    ],
    [
      'grumblebee',
      21,
      'The same seven minutes eleven times. I could have boiled an egg, and I would have enjoyed that more.',
    ],
    ['velour_seat', 9, 'Gripping from the first whistle. See it knowing nothing.'],
  ],
  'Potatoes of the Moon': [
    [
      'spud42',
      60,
      'I have waited all my life for this film and it was worth it. Hilarious, touching and surprisingly accurate about soil.',
    ],
    [
      'crispfan',
      52,
      'The funniest film of the year and also, somehow, the most moving. The gravy speech deserves an award.',
    ],
    [
      'orbital_olive',
      44,
      'Great fun. The sets look as if they cost eleven pounds and every pound is on the screen.',
    ],
    [
      'rowthree',
      33,
      'A delight from start to finish. My children now refuse to eat wheat, which is a problem, but a good one.',
    ],
    [
      'plaid_badger',
      27,
      'One joke stretched over a hundred minutes. It is a fairly good joke, but the third act is a mess and the effects are awful.',
    ],
    [
      'lintcollector',
      19,
      'Clever satire with a big heart. The lead gives a marvellous, deadpan performance.',
    ],
    [
      'tater_rex',
      11,
      'I expected nothing and got the best comedy in ages. Superb writing all the way through.',
    ],
    ['velour_seat', 4, 'Charming, silly and wise. I left the cinema happy and hungry.'],
    [
      'quietpatron',
      1,
      'Sat behind a man who laughed at everything and for once I did not mind, because so did I. Excellent.',
    ],
  ],
  'A Cathedral for Beatriz': [
    [
      'silvernitrate',
      51,
      'Every frame could hang in a gallery. One of the great love stories, precisely because he never listens to her.',
    ],
    [
      'rowthree',
      40,
      'Magnificent to look at and deeply sad. The wordless wedding sequence is unforgettable.',
    ],
    [
      'hasty_hector',
      26,
      'It takes forty years to build the tower and it feels like forty years to watch. Boring and pompous.',
    ],
    ['tideline', 12, 'Restored beautifully. Patient, generous, full of small wonders.'],
  ],
  'Mudlark Street': [
    [
      'gravelvoice',
      48,
      'A terrific little crime film with two wonderful sisters at its centre. The dialogue crackles.',
    ],
    ['plaid_badger', 29, 'Good atmosphere, but the plot makes no sense at all and the ending is a cheat.'],
    ['silvernitrate', 14, 'You can smell the river. Gripping, witty and brilliantly acted.'],
  ],
  'The Quiet Arithmetic': [
    [
      'chalkdust',
      57,
      'The most honest film about teaching that I know. Subtle, intelligent and very moving.',
    ],
    ['popcornprofessor', 35, 'A superb central performance, almost without words. I was in pieces.'],
    [
      'hasty_hector',
      20,
      'Nothing happens, and then it happens again on a blackboard. A terribly tedious evening.',
    ],
    ['marmalade_moth', 8, 'Beautiful, restrained, and worth every silence.'],
  ],
  'Captain Pickle Sails Again': [
    [
      'parent_of_four',
      46,
      'My four children were spellbound and so was I. Bright, inventive and full of good jokes.',
    ],
    ['crispfan', 31, 'The rubber duck is the finest villain in animation. Great fun for everybody.'],
    ['grumblebee', 23, 'Loud, shrill and pointless. I wanted the drain to win.'],
    ['lintcollector', 10, 'Lovely animation and a sweet story, though the songs are forgettable.'],
    [
      'bathtoybandit',
      3,
      'Absolutely wonderful. We have watched it nine times and the bath has never been so popular.',
    ],
  ],
  'Eleven Crows at Harrow Gate': [
    [
      'nightowl_nine',
      54,
      'Genuinely frightening without a drop of blood. The counting got under my skin and stayed there.',
    ],
    ['ravenous', 43, 'A masterclass in dread. Stunning final shot.'],
    [
      'hasty_hector',
      25,
      'A woman looks at birds for ninety minutes. Not scary, not interesting, not worth your time.',
    ],
    ['ticketstub', 13, 'Superb sound design and a chilling lead performance. I slept with the light on.'],
  ],
  'Borrowed Umbrellas': [
    [
      'drizzle_dot',
      50,
      'The perfect film for a wet Sunday. Tender, witty and beautifully played by all four of them.',
    ],
    ['velour_seat', 34, 'Charming in places but far too cute, and the coincidences become ridiculous.'],
    ['marmalade_moth', 17, 'I smiled from the first drop to the last. A lovely, generous romance.'],
    [
      'plaid_badger',
      5,
      'Predictable, soggy and sentimental. I saw every twist coming from under my own umbrella.',
    ],
  ],
  'Tin Horses': [
    [
      'dustytrail',
      47,
      'A strange and haunting western, years ahead of its time. The clock scene is extraordinary.',
    ],
    ['silvernitrate', 28, 'Lean, sad and beautifully shot. Seventy-eight minutes without one wasted.'],
    ['gravelvoice', 7, 'Slow to start, and the acting is stiff, but the last reel is tremendous.'],
  ],
  'The Understudy Murders': [
    [
      'olive_fan',
      45,
      'Inspector Tarrant is a joy, the jokes are sharp and the solution is fair. Everything that I want from a mystery.',
    ],
    ['ticketstub', 24, 'A delicious puzzle. I guessed wrong three times and enjoyed each of them.'],
    ['rowthree', 9, 'Stagey and overlong, with one clue that is simply a lie. Disappointing.'],
  ],
  'Salt Cartography': [
    ['quietpatron', 39, 'Hypnotic. I did not know that I could care so much about salt.'],
    ['hasty_hector', 18, 'Wind, salt, wind. I fell asleep twice and missed nothing.'],
    [
      'tideline',
      10,
      'A remarkable documentary that trusts its audience. The maps at the end left me speechless.',
    ],
  ],
  'Gravity Is a Local Custom': [
    [
      'orbital_olive',
      36,
      'Thoughtful science fiction with ideas in every scene. The child with the stone broke my heart.',
    ],
    ['nightowl_nine', 16, 'Smart, elegant and deeply humane. One of the best films of the decade.'],
    ['grumblebee', 8, 'A lot of talk in a corridor. Pretentious and cold, and the effects look cheap.'],
    ['chalkdust', 2, 'It asks good questions and has the grace not to answer them. Wonderful.'],
  ],
  'The Soup Ministry': [
    ['ladle_lady', 53, 'I laughed until my ribs hurt. A perfect little satire with a perfect cast.'],
    ['crispfan', 38, 'Hilarious and kind. Nobody makes them like this any more.'],
    ['spud42', 11, 'Needs more potato. Otherwise an excellent film and an excellent soup.'],
  ],
  'Nine Letters from Vostrava': [
    [
      'gravelvoice',
      42,
      'Devastating. The seventh letter is the finest five minutes of acting I have ever seen.',
    ],
    ['chalkdust', 26, 'A great anti-war film because it is really about handwriting. Superb.'],
    ['plaid_badger', 12, 'Worthy but dreary. Every letter makes the same point and the music is unbearable.'],
  ],
  'Velvet Ant': [
    [
      'lintcollector',
      32,
      'All style and no substance. It looks fantastic and I could not tell you one character’s name.',
    ],
    ['ticketstub', 19, 'Slick, stylish, and completely empty. The twist is laughable.'],
    [
      'nightowl_nine',
      6,
      'I enjoyed it more than I should have. The lock sequence is thrilling, the rest is rather flat.',
    ],
  ],
  'My Uncle the Weather': [
    ['parent_of_four', 40, 'Magical. A film that takes children seriously and weather even more so.'],
    ['drizzle_dot', 15, 'A lovely idea told with warmth and humour. The hail scene is a triumph.'],
  ],
  'Last Tram to Ilvermouth': [
    ['olive_fan', 33, 'Clever and atmospheric, with a brilliant last ten minutes on the hill.'],
    ['rowthree', 18, 'The solution is nonsense. An hour of fine suspense thrown away on a stupid trick.'],
    ['velour_seat', 3, 'A splendid, foggy puzzle. The detective is a great creation.'],
  ],
  'The Beekeeper’s Opera': [
    ['foghorn_fan', 44, 'Gorgeous music and a sweet romance. I hummed all the way home.'],
    ['grumblebee', 30, 'As a bee I was offended. As a viewer I was bored.'],
    ['marmalade_moth', 13, 'Joyful, odd and very touching. The rooftop duet is a wonder.'],
  ],
  'Red Thread, White Wall': [
    [
      'silvernitrate',
      28,
      'Almost no words, and it says more than most films with thousands. Powerful and unforgettable.',
    ],
    ['hasty_hector', 14, 'A very long film about knitting. Miserable and slow.'],
  ],
  'Attack of the Polite Robots': [
    [
      'orbital_olive',
      56,
      'Terrible in every way. The costumes are boxes, the acting is worse than the boxes, and the plot stops halfway.',
    ],
    ['crispfan', 41, 'So bad that it is wonderful. I have never laughed so much at a queue.'],
    [
      'lintcollector',
      22,
      'Cheap, stupid and badly acted. You can see the string. You can see the man who holds the string.',
    ],
    ['gravelvoice', 9, 'An awful waste of eleven days, and of ninety minutes of mine.'],
    ['tater_rex', 4, 'The grandmother is the only good thing in a dreadful film.'],
  ],
  'Where the Ice Keeps Its Books': [
    ['quietpatron', 37, 'Breathtaking. Precise, patient and unexpectedly funny about labels.'],
    ['frostbyte', 11, 'A fascinating film with some of the most beautiful images of ice ever shot.'],
  ],
  'Gossamer County': [
    [
      'dustytrail',
      29,
      'A mess. The spiders are unconvincing and the script cannot decide whether to be scary or funny.',
    ],
    ['ravenous', 16, 'Weird and bad. The sheriff tries hard, but there is nothing here for him to do.'],
    [
      'plaid_badger',
      7,
      'I have seen worse westerns with spiders, but not many. Poor effects, worse dialogue.',
    ],
  ],
  'The Second Violin Never Sleeps': [
    ['foghorn_fan', 35, 'Superb. Tense as a string and about as likely to snap.'],
    [
      'nightowl_nine',
      20,
      'One of the most unsettling films about music ever made. Brilliantly acted by all four, or five.',
    ],
    [
      'rowthree',
      5,
      'The first hour is outstanding. Then it explains itself and everything that was frightening is gone.',
    ],
  ],
  'Hotel Parsnip': [
    [
      'ladle_lady',
      46,
      'Tired jokes, lazy slapstick and a fire alarm that is funnier than the cast. I did not laugh once.',
    ],
    ['crispfan', 24, 'Silly but enjoyable. The breakfast scene is a classic.'],
    ['velour_seat', 12, 'Crude, noisy and painfully unfunny. Avoid it, as you would the hotel.'],
    ['parent_of_four', 3, 'We walked out after half an hour. Dreadful.'],
  ],
  'The Cartwright Silence': [
    [
      'ravenous',
      31,
      'The best use of silence in any horror film. I was terrified, and so was the whole row.',
    ],
    ['ticketstub', 17, 'Brilliant, original, and truly scary. Bring somebody’s hand.'],
    ['hasty_hector', 6, 'I kept waiting for something to happen. It did not. Badly lit and boring.'],
  ],
  'Paper Boats for General Okoro': [
    [
      'marmalade_moth',
      38,
      'A tender and beautiful film about memory. I folded a boat afterwards and so should you.',
    ],
    ['chalkdust', 21, 'Simple and perfect. The old man and the boy are both superb.'],
  ],
  'Midnight at the Sausage Works': [
    [
      'olive_fan',
      52,
      'Fast, funny and brilliantly written. The chase on the rails is still the best of its kind.',
    ],
    ['gravelvoice', 27, 'A cracking comedy with wonderful shadows. Not one dull minute.'],
  ],
  'The Orchard Inside': [
    ['drizzle_dot', 25, 'Sentimental rubbish. The dream scenes look like an advertisement for juice.'],
    ['quietpatron', 14, 'I found it lovely and strange, if a little too long.'],
    ['plaid_badger', 4, 'Clumsy, syrupy and completely implausible. What a disappointment.'],
  ],
  'Brass Monkeys': [
    ['frostbyte', 34, 'Good-natured and very funny, with a great cast and even better weather.'],
    ['foghorn_fan', 10, 'The valves freezing one after another is comic genius. Loved it.'],
  ],
  'Slow Elevator': [
    [
      'rowthree',
      30,
      'Forty floors of the most tiresome people you will ever meet. I wanted to take the stairs.',
    ],
    ['velour_seat', 18, 'A clever idea, nicely acted, but it never really goes anywhere. Well, up.'],
    [
      'lintcollector',
      7,
      'Surprisingly gripping, and the sandwich is a fine piece of writing. I liked it a lot.',
    ],
  ],
  'The Inkwell Heist': [
    [
      'chalkdust',
      43,
      'An absolute delight for anyone who has ever circled a comma. Witty from cover to cover.',
    ],
    ['olive_fan', 23, 'The best comedy about spelling that I have ever seen. The poet is marvellous.'],
    ['ticketstub', 8, 'Great cast, sharp script, lovely ending. I would happily see it again.'],
  ],
  Marrowbone: [
    [
      'ravenous',
      39,
      'Still terrifying after all these years. The second knee is an image I will never lose.',
    ],
    ['silvernitrate', 19, 'A landmark, creaky in places but full of brilliant ideas.'],
  ],
  'Daughters of the Static': [
    ['orbital_olive', 21, 'Excellent, eerie science fiction with three fantastic performances.'],
    ['frostbyte', 13, 'Confusing, humourless and far too loud. I understood nothing and cared less.'],
    ['nightowl_nine', 1, 'It gave me chills. The voice of the third mother is the scariest thing this year.'],
  ],
  'The Unremarkable Mr Finch': [
    ['quietpatron', 36, 'A quiet gem. Wry, humane and beautifully observed.'],
    ['gravelvoice', 11, 'Unremarkable indeed. Grey man, grey office, grey film.'],
  ],
  'Thunder in the Pantry': [
    [
      'parent_of_four',
      28,
      'Gorgeous hand-drawn animation and a hilarious thunder god. The whole family adored it.',
    ],
    ['bathtoybandit', 9, 'Sweet, exciting and full of love. The mice steal the show.'],
  ],
  'Two Bridges to Calaverde': [
    ['dustytrail', 32, 'The funniest and most romantic western ever made about tolerances. Excellent.'],
    ['drizzle_dot', 6, 'Such a charming film. The semaphore love scene is inspired.'],
  ],
  'Disco Ferry': [
    [
      'foghorn_fan',
      45,
      'Awful songs, worse dancing, and the captain should never have been allowed near a microphone.',
    ],
    ['crispfan', 26, 'Irresistible nonsense with fabulous costumes. I danced in the aisle.'],
    ['hasty_hector', 15, 'I felt seasick, and not because of the sea. Truly terrible.'],
    ['tater_rex', 5, 'Great fun if you are in the mood, and unbearable if you are not. I was not.'],
  ],
  'A Field Guide to Leaving': [
    [
      'marmalade_moth',
      24,
      'Elegant, sad and beautifully written. The corrections in the margin say everything.',
    ],
    ['rowthree', 10, 'A remarkable film about a marriage, with two great performances.'],
  ],
  'The Ninth Passenger Is Lying': [
    ['olive_fan', 47, 'A superb thriller. Nine actors, one room and not a dull second.'],
    ['ticketstub', 22, 'Tight, tense and brilliantly constructed. I did not guess it.'],
  ],
  'Goblin Tax': [
    [
      'lintcollector',
      20,
      'Dull, clumsy and badly lit. The goblins look like men in gloves, because they are.',
    ],
    ['spud42', 8, 'I work in accounts, and I thought that it was wonderful. The footnotes are hilarious.'],
  ],
  'Operation Custard': [
    ['gravelvoice', 34, 'Not a single good joke in it. Vulgar, shapeless and far too long.'],
    ['plaid_badger', 16, 'A lumpy failure. Even the custard is bad.'],
    ['ladle_lady', 5, 'I enjoyed the pudding army very much. The rest is noise.'],
  ],
  'What the Basement Wants': [
    ['ravenous', 27, 'Very funny and just scary enough. The sofa scene is brilliant.'],
    ['velour_seat', 12, 'Great concept, great cast, perfect length. A cult classic.'],
  ],
  'The Astronomer’s Laundry': [
    ['frostbyte', 23, 'Lovely and luminous. I cried at the naming of the star.'],
    ['orbital_olive', 7, 'A gentle, intelligent film with a wonderful lead.'],
  ],
  'Grandmother Versus the Motorway': [
    ['ladle_lady', 42, 'Edda is the heroine we need. Funny, warm and angry in exactly the right places.'],
    ['parent_of_four', 17, 'A joy. Three generations of us laughed and then we baked.'],
    ['crispfan', 2, 'Heart-warming without being soft. The best cake in cinema.'],
  ],
  'Neon Harvest': [
    ['nightowl_nine', 19, 'Beautiful to look at, impossible to follow and finally rather boring.'],
    [
      'lintcollector',
      9,
      'Another tired detective in another wet city. Nothing here is new, and nothing works.',
    ],
  ],
  'The Man Who Sold Echoes': [
    ['silvernitrate', 33, 'Strange, tender and magical. One hour that feels like a whole life.'],
    ['tideline', 4, 'An enchanting little film that deserves to be far better known.'],
  ],
  'Deadline at Dumpling Corner': [
    ['spud42', 13, 'Fast and funny, with the best food on film. I ordered dumplings during the credits.'],
    ['hasty_hector', 3, 'At last a film that does not waste my time. Excellent.'],
  ],
};

export const seedReviews: readonly SeedReview[] = Object.entries(byFilm).flatMap(([film, rows]) =>
  rows.map(([author, daysAgo, text]) => ({ film, author, daysAgo, text })),
);
