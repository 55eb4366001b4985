/**
 * Names of groups, software and campaigns, and how much each needs around it to be one: many are words of everyday
 * language, or commands of an operating system.
 */
import { foldName } from './fold-text';

/**
 * `sure`: a mention wherever it stands. `capital`: where it is written with a capital letter. `shouted`: where it is
 * written in capitals, as the name is. `context`: with a capital, and beside a word such as "ransomware" or "group", or
 * in a text that says elsewhere that it is meant. `command`: only as `net.exe` or "the net utility". `never`: it is
 * the word for a kind of thing ("Wiper"); its id names it.
 */
export type NameNeed = 'sure' | 'capital' | 'shouted' | 'context' | 'command' | 'never';

export function needOf(name: string, kind: 'group' | 'software' | 'campaign'): NameNeed {
  const key = foldName(name);
  if (SOFTWARE_WORDS.has(key) || GROUP_WORDS.has(key)) return 'never';
  const isOneWord = !/[\s-]/.test(name);
  if (COMMANDS.has(key) && kind === 'software') return 'command';
  const isShouted = /^[\p{Lu}\d]+$/u.test(name) && /\p{Lu}/u.test(name);
  if (EVERYDAY.has(key)) return isShouted && key.length >= 5 ? 'shouted' : 'context';
  if (/\d/.test(key)) return key.length >= 4 ? 'sure' : 'context';
  if (key.length <= 3) return 'context';
  if (!isOneWord) return key.length >= 8 ? 'sure' : 'capital';
  if (isShouted || key.length <= 5) return 'capital';
  return 'sure';
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/[\n,]/).map(foldName).filter(Boolean));

const COMMANDS = wordsOf('Net, Ping, Reg, at, route, Arp, ftp, cmd, Expand, attrib');

const EVERYDAY = wordsOf(
  `Axiom, Cleaver, Mirage, Nickel, Swallowtail, Strontium, Turbine, Snake, Krypton, Equation, Buckeye, Radium, Zinc,
  Poseidon, Electrum, Iridium, Dragonfly, Bromine, Taal, Patchwork, Monsoon, Strider, Cicada, Potassium, Hogfish, Elbrus,
  Actinium, Armageddon, Europium, Bismuth, Neodymium, Promethium, Phosphorus, Newscaster, Tick, Holmium, Gadolinium,
  Reaper, Platinum, Mercury, Rancor, Cobalt, Copernicium, Silence, Gallium, Thallium, Springtail, Machete, Barium,
  Inception, Leviathan, Cloud Atlas, Rocke, Whitefly, Chimera, Rubidium, Rattlesnake, Hafnium, Zirconium, Fireant, Tantalum, Karma,
  Andariel, Plutonium, Confucius, Hexane, Lyceum, Bitter, Polonium, Chromium, Curium, Metador, Manganese, Akira, Mantis,
  Americium, Play, Silicon, Hecamede, Ferrum, Dubnium, Yttrium, Webmasters, Group5, Group 5, Group 72, Group 74, Group 88,
  Group123, Operation Ghost, Cutting Edge, Outer Space, Juicy Mix, Frankenstein, Night Dragon, Wiper, Photo, Flame, Flamer,
  Regin, Lurid, Viper, Page, Emissary, Rover, Epic, Crimson, Scorpion, Chaos, Mosquito, Vermin, Proton, Dok, Carbon,
  Octopus, Cannon, Denis, Empire, Aurora, Calisto, Goldeneye, Maze, Pony, Spark, Anchor, Trinity, Lucifer, Crutch,
  Explosive, Avenger, Ramsay, Kessel, Raindrop, Teardrop, Sunburst, Sunspot, Supernova, Cuba, Nebulae, Kido, Pandora,
  Soldier, Ferocious, Donut, Mythic, Meteor, Milan, James, Shark, Kevin, Mori, Prestige, Royal, Disco, Samurai, Ninja,
  Pacemaker, Zipline, Akira, Apostle, Deadwood, Spica, Solar, Mango, Covenant, Havoc, Bookworm, Reptile, Medusa, Agenda,
  Qilin, Embargo, Trailblaze, Andromeda, Warzone, Canopy, Pitstop, Ashtag, Fooder, Conti, Quick Assist, Rising Sun, Small
  Sieve, Calendar, Biscuit, Backspace, Spaceship, Chopstick, Hammertoss, Uppercut, Dropshot, Griffon, Plead, Trailblazer,
  Ruler, Responder, meek, Matryoshka, Gazer, Janicab, Elise, Wingbird, Daserf, Helminth, Driftwood, Flipside, Soundbite,
  Snugride, Haymaker, Bubblewrap, Lowball, Shotput, Elmer, Aria, Page, Mivast, Bandook, Kaba, Sogu, Skid, Sharpstage,
  Brushfire, Bushwalk, Lightwire, Castletap, Thincrust, Hopscotch, Truvasys, Naid, Linfo, Briba, Pasam, Vasport, Orz,
  Airbreak, Kazuar, Karae, Comment Group, Comment Panda, Beijing, Comment, Hangover, Threat, Tsar, Ajax, Tonto, Shell Crew,
  Sandworm Crew, Medusa Group, Golden, Silver, Bronze, Windshift, Windigo, Dacls, Mirrorface, Elderwood, Tor, Handala Hack, Homeland
  Justice, Desert Falcon, Big Bang APT, Pinkpanther, Black Vine, Sea Turtle, Spring Dragon, Power Loader, Mirror, Nightclub,
  Boombox, Trojan Manuscript, Imminent Monitor, Havij, Pupy, Avoid, Beacon, Raccoon, Cuckoo, Troll, Saint, Action, Agent,
  Revenge, Cardinal, Cobian, Woody, Auto, Lumma, Inc, Blackbyte, Water, Redecho, Lookback, Gold Dragon, Brave Prince,
  Line Dancer, Line Runner, Bumblebee, Amadey, Manjusaka, Connectwise, PS1, Bazar,
  LV, Zlib, Httpclient, Callme, MobileOrder, Nightdoor, Kapeka, Hive, Chafer,
  Sofacy Group, Camouflage, Thrip, Avos, Team9, Petya, Trickload, Aspxtool, Scout, Mercury, Winmm,
  Fruitfly, Rainyday, Darktown, Hellokitty, Appleseed, Caterpillar Webshell, Backconfig, SpeakUp, Speakup`,
);

/** Words beside a name that say what it names. */
export const SOFTWARE_WORDS = wordsOf(
  `ransomware, malware, rat, trojan, backdoor, loader, downloader, dropper, stealer, infostealer, wiper, worm, botnet, bot,
  implant, rootkit, bootkit, webshell, keylogger, framework, payload, payloads, spyware, tool, toolkit, utility, packer,
  cryptor, crypter, binary, dll, executable, variant, variants, sample, samples, virus, miner, ransom, raas, locker,
  encryptor, c2, exe`,
);
export const GROUP_WORDS = wordsOf(
  `group, gang, apt, actor, actors, operators, operator, affiliates, affiliate, hackers, team, crew, hacker, attackers,
  adversary, cartel, collective, intrusion, campaign, campaigns, operation, threat`,
);
/** Before a name only: "known as Snake". */
export const NAMING_WORDS = wordsOf('aka, dubbed, called, named, as, alias');
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
  if (need === 'context' || need === 'command' || need === 'shouted') return { name: short, need: 'context' };
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
