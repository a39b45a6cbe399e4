/** A film that the site opens with. All of them are invented. */
export interface SeedFilm {
  /** Unique among them. */
  readonly name: string;
  readonly year: number;
  readonly genres: readonly Genre[];
  readonly description: string;
}

export const genres = [
  'adventure',
  'animation',
  'comedy',
  'crime',
  'documentary',
  'drama',
  'family',
  'fantasy',
  'horror',
  'musical',
  'mystery',
  'romance',
  'science fiction',
  'thriller',
  'war',
  'western',
] as const;
export type Genre = (typeof genres)[number];

export const seedFilms: readonly SeedFilm[] = [
  {
    name: 'The Lighthouse Keeper’s Accordion',
    year: 1987,
    genres: ['drama', 'musical'],
    description:
      'A retired keeper on a rock in the North Sea finds an accordion washed ashore and teaches himself one tune. Ships begin to steer by it. When the harbour board sends a young engineer to automate the lamp, she has to decide what a light is for.',
  },
  {
    name: 'Seven Minutes to Marrow',
    year: 2019,
    genres: ['thriller'],
    description:
      'A night-train conductor discovers that one of his passengers boarded at a station closed thirty years ago. Seven minutes remain until the tunnel. The film takes place in exactly those seven minutes, eleven times.',
  },
  {
    name: 'Potatoes of the Moon',
    year: 2024,
    genres: ['science fiction', 'comedy'],
    description:
      'The last farmer on the first lunar colony is ordered to grow wheat. She grows potatoes. What starts as a quarrel over a ration sheet becomes the first revolution off Earth, and the first with gravy.',
  },
  {
    name: 'A Cathedral for Beatriz',
    year: 1964,
    genres: ['drama', 'romance'],
    description:
      'A stonemason promises his bride the tallest tower in the valley and spends forty years keeping his word. She would have preferred a garden. Shot in silvered black and white over three winters.',
  },
  {
    name: 'Mudlark Street',
    year: 1978,
    genres: ['crime', 'drama'],
    description:
      'Two sisters who comb the river at low tide pull out a satchel that three different men come asking for. They tell each man a different truth. A small crime story with very large weather.',
  },
  {
    name: 'The Quiet Arithmetic',
    year: 2011,
    genres: ['drama'],
    description:
      'A mathematics teacher loses his hearing and begins to suspect that his best pupil has been correcting his proofs at night. Neither of them says so. The chalkboard does most of the talking.',
  },
  {
    name: 'Captain Pickle Sails Again',
    year: 2016,
    genres: ['animation', 'family', 'adventure'],
    description:
      'A gherkin with a paper hat escapes a picnic and takes command of a soap dish. The bath is vast, the drain is restless, and somebody small has to stand up to the rubber duck.',
  },
  {
    name: 'Eleven Crows at Harrow Gate',
    year: 1973,
    genres: ['horror'],
    description:
      'A widow inherits a gatehouse and the duty to count the crows on its roof each evening. For nine years there have been ten. Tonight she counts again, and again, and then bolts the door.',
  },
  {
    name: 'Borrowed Umbrellas',
    year: 2003,
    genres: ['romance', 'comedy'],
    description:
      'Everyone who leaves an umbrella at the Café Lindqvist takes home somebody else’s, and on one wet Thursday four people set out to return theirs. It rains for the whole film. Nobody seems to mind.',
  },
  {
    name: 'Tin Horses',
    year: 1958,
    genres: ['western'],
    description:
      'A travelling toymaker rides into a town with no children and is asked, politely, to leave. He stays to mend the church clock. By noon on the third day it strikes, and everyone remembers why it was stopped.',
  },
  {
    name: 'The Understudy Murders',
    year: 1949,
    genres: ['mystery', 'crime'],
    description:
      'Each night the leading man is poisoned in the third act, and each night his understudy goes on. Inspector Olive Tarrant buys a season ticket. A backstage puzzle in which everybody has a motive and nobody knows the lines.',
  },
  {
    name: 'Salt Cartography',
    year: 2021,
    genres: ['documentary'],
    description:
      'Four generations of salt workers draw the same coast from memory. The film lays their maps over one another until the shoreline starts to move. No narrator, no music, a good deal of wind.',
  },
  {
    name: 'Gravity Is a Local Custom',
    year: 2025,
    genres: ['science fiction', 'drama'],
    description:
      'A customs officer on a slowly turning station has to judge which traditions from Earth may be brought aboard. Weddings pass, funerals are harder. Then a child asks to declare a stone.',
  },
  {
    name: 'The Soup Ministry',
    year: 1996,
    genres: ['comedy'],
    description:
      'A clerical error gives a village its own government department, with a budget and no purpose. The villagers agree on soup. Inspectors arrive, are fed, and do not leave.',
  },
  {
    name: 'Nine Letters from Vostrava',
    year: 1982,
    genres: ['war', 'drama'],
    description:
      'A field postman carries nine letters across a front that keeps moving the wrong way. He is not supposed to read them. The film reads them to us, one by one, as he decides which to deliver.',
  },
  {
    name: 'Velvet Ant',
    year: 2014,
    genres: ['thriller', 'crime'],
    description:
      'A safe designer is hired to break into the only lock she ever failed to finish. The owner would like her to succeed. Sleek, cold, and lit almost entirely by torches.',
  },
  {
    name: 'My Uncle the Weather',
    year: 2007,
    genres: ['family', 'fantasy'],
    description:
      'When Tomas is sent to spend the summer on a hill farm, he learns that his uncle’s moods arrive as fog, hail and, rarely, rainbows. The village wants a dry harvest. Somebody has to make the man happy until September.',
  },
  {
    name: 'Last Tram to Ilvermouth',
    year: 1969,
    genres: ['mystery'],
    description:
      'A tram leaves the depot with twelve passengers and arrives with thirteen. The driver, who has never told a lie, signs the log for twelve. A detective with a fear of heights is asked to sort it out on the city’s steepest line.',
  },
  {
    name: 'The Beekeeper’s Opera',
    year: 2018,
    genres: ['musical', 'romance'],
    description:
      'A failed tenor keeps bees on the roof of the opera that dismissed him. The bees respond to B flat. So, it turns out, does the woman who sweeps the stage.',
  },
  {
    name: 'Red Thread, White Wall',
    year: 1991,
    genres: ['drama', 'war'],
    description:
      'In a besieged city a weaver unpicks the town hall’s tapestry to mend coats. As the thread runs out, so do the neutral walls. Mostly silent, and never quiet.',
  },
  {
    name: 'Attack of the Polite Robots',
    year: 1955,
    genres: ['science fiction', 'comedy'],
    description:
      'Visitors from a distant galaxy conquer the world by waiting in line. Humanity’s only hope is a rude boy from Dunmore and his ruder grandmother. Filmed in eleven days, nine of them sunny.',
  },
  {
    name: 'Where the Ice Keeps Its Books',
    year: 2022,
    genres: ['documentary', 'adventure'],
    description:
      'Three archivists drill for air that was last breathed before there were libraries. The camera goes down with the drill. A film about patience, frostbite and very careful labelling.',
  },
  {
    name: 'Gossamer County',
    year: 1985,
    genres: ['western', 'fantasy'],
    description:
      'Spiders have taken the canyon and a sheriff with a bad knee has taken an oath. The outlaws would rather deal with him. Everyone would rather deal with the outlaws.',
  },
  {
    name: 'The Second Violin Never Sleeps',
    year: 2009,
    genres: ['thriller', 'drama'],
    description:
      'In a string quartet on a six-week tour, the second violinist begins to hear a fifth player. The others hear it too and have agreed not to mention it. Every concert is one bar longer than the last.',
  },
  {
    name: 'Hotel Parsnip',
    year: 2001,
    genres: ['comedy'],
    description:
      'Voted worst hotel in the district six years running, the Parsnip is about to lose its title to a newcomer. The staff will not give it up without a fight. The fire alarm has a supporting role.',
  },
  {
    name: 'The Cartwright Silence',
    year: 2017,
    genres: ['horror', 'mystery'],
    description:
      'A sound recordist hired to catalogue an empty house finds one room where nothing can be recorded. Not a whisper, not a scream. She leaves the tape running overnight and it comes back full.',
  },
  {
    name: 'Paper Boats for General Okoro',
    year: 1999,
    genres: ['drama', 'family'],
    description:
      'A retired general and the boy next door fold one boat for each soldier he remembers. The canal fills up. Neighbours complain, then fetch paper.',
  },
  {
    name: 'Midnight at the Sausage Works',
    year: 1947,
    genres: ['crime', 'comedy'],
    description:
      'A bungled robbery leaves four burglars locked in a factory with a night watchman who is very glad of the company. By dawn there is a business plan. Fast talk, deep shadows, one remarkable chase on rails.',
  },
  {
    name: 'The Orchard Inside',
    year: 2020,
    genres: ['fantasy', 'romance'],
    description:
      'After a transplant, Ines dreams another woman’s orchard, row by row. She sets out to find it before the trees are sold. What she finds is a man who has been pruning them in the dark.',
  },
  {
    name: 'Brass Monkeys',
    year: 1976,
    genres: ['adventure', 'comedy'],
    description:
      'Six brass players from a mining town are booked, by mistake, for an Antarctic expedition. Nobody dares to say so. The valves freeze first.',
  },
  {
    name: 'Kestrel Down',
    year: 1962,
    genres: ['war', 'adventure'],
    description:
      'A reconnaissance pilot lands in a neutral meadow and is adopted by the farm’s geese. Two armies want the photographs under his seat. The geese want him to stay.',
  },
  {
    name: 'Slow Elevator',
    year: 2013,
    genres: ['drama', 'comedy'],
    description:
      'Four strangers, forty floors, one lift that stops at every one of them. Between the ground and the roof there is an engagement, a resignation and a sandwich. Told in real time.',
  },
  {
    name: 'The Inkwell Heist',
    year: 1994,
    genres: ['crime', 'comedy'],
    description:
      'A gang of retired proofreaders plans to steal the first edition of a dictionary in order to correct it. The guard is a poet. The plan has no errors; the execution has several.',
  },
  {
    name: 'Marrowbone',
    year: 1933,
    genres: ['horror'],
    description:
      'A village doctor sets a stranger’s broken leg and finds a second knee. By the new moon half the parish walks oddly. One of the great early talkies about whom to invite indoors.',
  },
  {
    name: 'Daughters of the Static',
    year: 2023,
    genres: ['science fiction', 'thriller'],
    description:
      'On a planet with no night, three radio operators take turns listening to a channel that should be empty. It has begun to answer in their mothers’ voices. Only one of them had a mother.',
  },
  {
    name: 'The Unremarkable Mr Finch',
    year: 1971,
    genres: ['drama'],
    description:
      'A filing clerk of thirty years’ service discovers that he does not appear in a single record. He sets about living the rest of his life accordingly. A gentle film with a sharp pencil behind its ear.',
  },
  {
    name: 'Thunder in the Pantry',
    year: 2010,
    genres: ['animation', 'family'],
    description:
      'When a storm god is evicted from the clouds he takes lodgings on the second shelf, between the jam and the flour. The mice have rules. Hand drawn, butter by butter.',
  },
  {
    name: 'Two Bridges to Calaverde',
    year: 1967,
    genres: ['western', 'romance'],
    description:
      'Rival engineers race to span one gorge from opposite sides and fall in love by semaphore. Neither has checked the other’s figures. The bridges are eleven feet apart.',
  },
  {
    name: 'The Winter Understory',
    year: 2015,
    genres: ['drama', 'mystery'],
    description:
      'A forester and her estranged brother spend a season looking for a lost dog that each believes the other let go. The forest has been keeping count. Snow falls, sometimes upwards.',
  },
  {
    name: 'Disco Ferry',
    year: 1979,
    genres: ['musical', 'comedy'],
    description:
      'The overnight ferry to Skarholm has a dance floor, a rival band on each deck and only one fuse box. Love is found, lost and found again by the lifeboats. The captain sings.',
  },
  {
    name: 'A Field Guide to Leaving',
    year: 2012,
    genres: ['romance', 'drama'],
    description:
      'An ornithologist writes his letters of farewell as species descriptions. His wife, who edits the journal, sends them back with corrections. A marriage in four migrations.',
  },
  {
    name: 'The Ninth Passenger Is Lying',
    year: 1951,
    genres: ['thriller', 'mystery'],
    description:
      'A mail plane makes an emergency landing with nine aboard and eight parachutes. Over one night in a hangar every passenger tells a story, and one of them is a very good storyteller.',
  },
  {
    name: 'Goblin Tax',
    year: 2006,
    genres: ['fantasy', 'comedy'],
    description:
      'The kingdom is bankrupt and only the goblins keep books. A junior auditor is sent under the mountain with a lamp and a list of questions. The treasure is in the footnotes.',
  },
  {
    name: 'Concrete Summer',
    year: 1984,
    genres: ['documentary'],
    description:
      'One housing block, one heatwave, and a film crew that was asked to stay for a weekend and stayed until the leaves fell. Children direct the final reel. They ask better questions.',
  },
  {
    name: 'The Glassblower’s Lung',
    year: 2004,
    genres: ['drama'],
    description:
      'Three brothers inherit a glassworks and one remaining order, for a chandelier nobody may see. They have not spoken since the funeral. The furnace insists.',
  },
  {
    name: 'Operation Custard',
    year: 1974,
    genres: ['war', 'comedy'],
    description:
      'A catering corps is ordered to build a decoy army out of pudding. It is so convincing that it is promoted. Broad, noisy and sticky from end to end.',
  },
  {
    name: 'Halfway to Quillon',
    year: 2000,
    genres: ['adventure', 'drama'],
    description:
      'A courier and a cellist share a broken van across a desert that is on no insurance policy. He has a deadline; she has a concert. The van has opinions.',
  },
  {
    name: 'What the Basement Wants',
    year: 1988,
    genres: ['horror', 'comedy'],
    description:
      'The new house comes with a basement, the basement comes with demands, and the demands are for better furniture. A family of decorators meets its most difficult client.',
  },
  {
    name: 'The Astronomer’s Laundry',
    year: 2008,
    genres: ['drama', 'science fiction'],
    description:
      'A laundress at a mountain observatory learns the sky from what the astronomers leave in their pockets. One ticket stub points at a star that nobody has named. She has a name ready.',
  },
  {
    name: 'Rooftop Goats of Medina Street',
    year: 2016,
    genres: ['comedy', 'family'],
    description:
      'A city bans livestock at street level, so the goats move up. The neighbourhood divides into those below and those with cheese. Based on no event whatsoever.',
  },
  {
    name: 'The Long Apology',
    year: 1993,
    genres: ['drama', 'crime'],
    description:
      'A getaway driver released after twenty years visits everyone he ever overtook. Some give him tea; one gives him the bag he left behind. A road film at thirty miles an hour.',
  },
  {
    name: 'Neon Harvest',
    year: 2021,
    genres: ['science fiction', 'crime'],
    description:
      'In a city that grows its own light, somebody is stealing the crop. A burnt-out inspector, allergic to everything that glows, follows the dark from district to district.',
  },
  {
    name: 'Sisters of the Ninth Wave',
    year: 1997,
    genres: ['fantasy', 'adventure'],
    description:
      'Every ninth wave on Skerry Island carries a door. Two sisters walk through on a dare and come back forty years apart. The tide tables have never been so tense.',
  },
  {
    name: 'The Man Who Sold Echoes',
    year: 1939,
    genres: ['fantasy', 'romance'],
    description:
      'A pedlar bottles echoes in the mountains and sells them to lonely people in the plains. Then a customer asks for her own voice back. Tender, strange, and barely an hour long.',
  },
  {
    name: 'Deadline at Dumpling Corner',
    year: 2014,
    genres: ['thriller', 'comedy'],
    description:
      'A food critic swallows evidence and has until closing time to remember where she ate. Four restaurants, three gangs, one very patient waiter. Best not watched hungry.',
  },
  {
    name: 'Grandmother Versus the Motorway',
    year: 1990,
    genres: ['comedy', 'drama'],
    description:
      'The planned motorway runs exactly through Edda Brandl’s kitchen, and she has a cake in the oven. The ministry sends younger and younger negotiators. All of them gain weight.',
  },
  {
    name: 'The Hundred-Year Rehearsal',
    year: 2026,
    genres: ['musical', 'drama'],
    description:
      'A provincial choir has practised the same requiem since its composer forbade a performance in his lifetime, which he refuses to end. A new conductor arrives with a stopwatch and a conscience.',
  },
  {
    name: 'Ash Wednesday Rodeo',
    year: 1981,
    genres: ['western', 'drama'],
    description:
      'A bull rider with one season left and a priest with one horse share a trailer from county to county. Each is sure the other needs saving. Dust, debts and the best harmonica score of its decade.',
  },
];
