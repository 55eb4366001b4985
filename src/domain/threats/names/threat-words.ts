/**
 * Names of groups, software and campaigns, and how much each needs around it to be one: many are words of everyday
 * language, or commands of an operating system.
 */
import { foldName } from './fold-text';

/**
 * `sure`: a mention wherever it stands. `capital`: where it is written with a capital letter. `shouted`: where it is
 * written in capitals, as the name is. `titled`: with a capital at each word. `noun`: with a
 * capital in the middle of a sentence, or at its beginning and doing something, or as `context`. `context`: with a capital, and beside a word such as "ransomware" or "group", or
 * in a text that says elsewhere that it is meant. `command`: only as `net.exe` or "the net utility". `never`: it is
 * the word for a kind of thing ("Wiper"); its id names it.
 */
export type NameNeed = 'sure' | 'capital' | 'shouted' | 'titled' | 'noun' | 'context' | 'command' | 'never';

export function needOf(name: string, kind: 'group' | 'software' | 'campaign'): NameNeed {
  const key = foldName(name);
  if (SOFTWARE_WORDS.has(key) || GROUP_WORDS.has(key)) return 'never';
  const isOneWord = !/[\s-]/.test(name);
  if (COMMANDS.has(key) && kind === 'software') return 'command';
  const isShouted = /^[\p{Lu}\d]+$/u.test(name) && /\p{Lu}/u.test(name);
  if (EVERYDAY.has(key)) return isShouted && key.length >= 5 ? 'shouted' : 'context';
  if (PHRASES.has(key)) return 'titled';
  if (THINGS.has(key)) return isShouted && key.length >= 5 ? 'shouted' : 'noun';
  if (/\d/.test(key)) return key.length >= 4 ? 'sure' : 'context';
  // What ATT&CK itself writes small needs no capital: "ngrok", "netsh".
  const isSmall = name === name.toLowerCase();
  if (key.length <= 3) return isSmall ? 'capital' : 'context';
  if (!isOneWord) return key.length >= 8 ? 'sure' : 'capital';
  if (isShouted || (key.length <= 5 && !(isSmall && key.length >= 4))) return 'capital';
  return 'sure';
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(',').map(foldName).filter(Boolean));

const COMMANDS = wordsOf('Net, Ping, Reg, at, route, Arp, ftp, cmd, Expand, attrib');

/** Things: with a capital in the middle of a sentence they are names. */
const THINGS = wordsOf(
  `Cleaver, Mirage, Swallowtail, Krypton, Buckeye, Radium, Zinc, Electrum, Dragonfly, Bromine, Strider, Cicada,
  Potassium, Elbrus, Tick, Reaper, Rancor, Springtail, Machete, Chimera, Rattlesnake, Fireant, Tantalum, Hexane,
  Bitter, Manganese, Mantis, Flamer, Lurid, Scorpion, Chaos, Mosquito, Vermin, Octopus, Maze, Pony, Lucifer, Crutch,
  Explosive, Avenger, Ramsay, Kessel, Raindrop, Teardrop, Sunburst, Sunspot, Supernova, Nebulae, Pandora, Soldier,
  Ferocious, Donut, Mythic, Meteor, Shark, Disco, Samurai, Pacemaker, Zipline, Apostle, Deadwood, Spica, Mango, Havoc,
  Bookworm, Reptile, Medusa, Trailblaze, Canopy, Pitstop, Chopstick, Hammertoss, Uppercut, Dropshot, Griffon, Plead,
  Trailblazer, Driftwood, Flipside, Soundbite, Snugride, Haymaker, Bubblewrap, Lowball, Shotput, Brushfire, Bushwalk,
  Lightwire, Castletap, Thincrust, Hopscotch, Airbreak, Tonto, Nightclub, Boombox, Beacon, Raccoon, Bazar, Rainyday,
  Darktown, Empire, Patchwork, Carbon, Crimson, Ninja, Flame, Embargo, Covenant, Andromeda, Prestige, Anchor,
  Frankenstein, Emissary, Snake, Viper, Rover, Warzone, Inception, Cannon, Tor, Monsoon, Armageddon, Responder,
  Goldeneye`,
);

/** Words that are written with a capital for other reasons, too: people, places, products, beginnings of names. */
const EVERYDAY = wordsOf(
  `Dacls, Axiom, Nickel, Equation, Poseidon, Phosphorus, Newscaster, Platinum, Mercury, Cobalt, Silence, Leviathan, Karma,
  Confucius, Lyceum, Chromium, Akira, Play, Silicon, Webmasters, Group5, Group123, Wiper, Photo, Page, Epic, Proton,
  Denis, Aurora, Spark, Trinity, Cuba, Milan, James, Kevin, Royal, Solar, Agenda, Calendar, Biscuit, Backspace,
  Spaceship, Ruler, meek, Elise, Skid, Beijing, Comment, Hangover, Threat, Tsar, Ajax, Golden, Silver, Bronze, Mirror,
  Avoid, Cuckoo, Troll, Saint, Action, Agent, Revenge, Cardinal, Woody, Auto, Lumma, Inc, Water, Connectwise, PS1, LV,
  Zlib, Httpclient, Callme, MobileOrder, Hive, Camouflage, Team9, Trickload, Aspxtool, Scout, Winmm, Shell`,
);

/** The same of more than one word: each needs its capital. */
const PHRASES = wordsOf(
  `Night Dragon, Small   Sieve, Shell Crew, Medusa Group, Homeland   Justice, Black Vine, Spring Dragon, Power Loader,
  Imminent Monitor, Gold Dragon, Brave Prince, Line Dancer, Line Runner, Cloud Atlas, Group 5, Group 72, Group 74,
  Group 88, Operation Ghost, Cutting Edge, Outer Space, Juicy Mix, Quick Assist, Rising Sun, Comment Group, Comment
  Panda, Big Bang APT, Sea Turtle, Homeland Justice`,
);

/** Words beside a name that say what it names: words of malware, and of software of any kind. */
export const MALWARE_WORDS = wordsOf(
  `ransomware, malware, rat, trojan, backdoor, loader, downloader, dropper, stealer, infostealer, wiper, worm, botnet, bot,
  implant, rootkit, bootkit, webshell, payload, payloads, spyware, cryptor, crypter, variant, variants, sample, samples,
  virus, miner, ransom, raas, locker, encryptor`,
);
export const SOFTWARE_WORDS: ReadonlySet<string> = new Set([
  ...MALWARE_WORDS,
  ...wordsOf('tool, toolkit, utility, packer, binary, dll, executable, c2, exe, framework'),
]);
/** Of these, the groups and those who use what somebody else made: "Royal affiliates". */
export const CREW_WORDS = wordsOf(
  'gang, actor, actors, operators, operator, affiliates, affiliate, hackers, hacker, attackers, cartel',
);
/** Words of groups that are said of anybody, too: they do for names that are certain by where they stand. */
export const LOOSE_GROUP_WORDS = wordsOf('team, intrusion, campaign, campaigns, operation, threat');
export const GROUP_WORDS: ReadonlySet<string> = new Set([
  ...CREW_WORDS,
  ...LOOSE_GROUP_WORDS,
  ...wordsOf('group, apt, crew, adversary, collective'),
]);
/** With a capital after an everyday name they make the name of another product: "Snake Keylogger", "Chaos RAT". */
export const PRODUCT_KINDS = wordsOf('keylogger, stealer, rat, botnet, bot, loader, locker, miner, wiper, worm');
/** After a name that is a thing: the thing is meant, or a product of other people. */
export const CIVIL_WORDS = wordsOf(
  `copy, copies, layout, game, games, training, chart, charts, graph, graphs, tag, tags, app, apps, store, company, companies, project, projects, library, libraries,
  package, packages, model, models, movie, film, hotel, river, university, emissions, footprint, steel, metal, alloy, oxide,
  coin, price, prices, index, engine, theory, cell, cells, battery, batteries, dashboard, dashboards, fiber, fibre, dating,
  neutral, monoxide, dioxide, skin, charmer, oil, gas, bite, bites, eyes, tank, tale,
  stadium, award, awards, customers, cluster, clusters, job, jobs, notebook, notebooks, developer, developers, shape`,
);
/** Makers: what follows is a product of theirs ("Google Play", "Apache Spark"). */
export const MAKERS = wordsOf(
  `Google, Apache, Microsoft, Adobe, Apple, Amazon, AWS, Azure, Oracle, IBM, Cisco, Eclipse, Lightbend, JetBrains, Databricks,
  Atlassian, Salesforce, Mozilla, Facebook, Meta, Nvidia, Intel, Samsung, Sony, Nintendo, VMware`,
);
/** Names of other things that end in, or begin with, an everyday name of ours. */
export const OTHER_PHRASES = wordsOf(
  'anchor link, anchor links, anchor text, anchor point, anchor points, first responder, incident responder, emergency responder, snake keylogger, blue empire, roman empire, british empire',
);
/** Of the everyday names, those of tools: there "tool" says what they are. */
export const TOOLS = wordsOf('Ruler, ConnectWise, meek');
/** Before a name only: "known as Snake". */
export const NAMING_WORDS = wordsOf('aka, dubbed, called, named, as, alias');
/**
 * After a name at the beginning of a sentence: who has no article and does something is somebody. What only is, or can be,
 * does nothing: "Zinc is a metal".
 */
export const ACTING_WORDS = wordsOf(
  'has, had, also, then, uses, used, leverages, leveraged, targets, targeted, employs, employed, can, could, will, would, may, might',
);
/** After "is" and what it is: "Cuba is a ransomware". */
export const DEFINING_WORDS = wordsOf(
  `ransomware, malware, rat, trojan, backdoor, downloader, dropper, infostealer, stealer, wiper, worm, botnet, implant,
  rootkit, bootkit, webshell, spyware, loader, espionage, apt, cybercriminal`,
);
export const COMMAND_WORDS = wordsOf('utility, command, commands, tool, exe');

/** Ends of names that people leave off: "Lazarus", "Raccoon", "Quasar". */
const ENDINGS =
  /^(.{4,}?)(?:[\s-]?(Group|Team|Gang|Framework)|[\s-]?(Ransomware|Stealer|RAT|Backdoor|Wiper|Loader|Botnet|Bot|Webshell))$/;

export interface ShortName {
  readonly name: string;
  readonly need: NameNeed;
}

export function shortenName(name: string, kind: 'group' | 'software' | 'campaign'): ShortName | null {
  const [, short, ofGroup] = ENDINGS.exec(name) ?? [];
  if (short === undefined || short === name) return null;
  const need = needOf(short, kind);
  if (need === 'context' || need === 'command' || need === 'shouted' || need === 'noun')
    return { name: short, need: 'context' };
  const isDistinct = /\p{Ll}\p{Lu}|\s/u.test(short);
  return { name: short, need: ofGroup !== undefined || isDistinct ? 'capital' : 'context' };
}

/** Joined to a name: "NetwireRAT". */
export const JOINED_ENDINGS = ['RAT', 'Ransomware', 'Stealer', 'Trojan'] as const;

/** Names in use that ATT&CK gives no longer, or never gave. */
export const MORE_NAMES: readonly { readonly id: string; readonly names: readonly string[] }[] = [
  { id: 'G0008', names: ['Carbon Spider'] },
  { id: 'G0016', names: ['StellarParticle'] },
  { id: 'G0045', names: ['APT 10'] },
  { id: 'G0067', names: ['Richochet Chollima'] },
  { id: 'G0093', names: ['Operation Soft Cell'] },
  { id: 'G0094', names: ['STOLEN PENCIL'] },
  { id: 'S0027', names: ['Trojan.Zeroaccess'] },
  { id: 'S0029', names: ['psexec.exe'] },
  { id: 'S0096', names: ['systeminfo.exe'] },
  { id: 'S0097', names: ['ping.exe'] },
  { id: 'S0100', names: ['ipconfig.exe'] },
  { id: 'S0102', names: ['nbtstat.exe'] },
  { id: 'S0103', names: ['route.exe'] },
  { id: 'S0104', names: ['netstat.exe'] },
  { id: 'S0154', names: ['Beacon'] },
  { id: 'S0177', names: ['Win32/Agent.UAW'] },
  { id: 'S0198', names: ['NetWiredRC', 'NetWeird'] },
  { id: 'S0534', names: ['BazarLoader', 'BazarBackdoor', 'BazaLoader', 'BazarCall'] },
];
