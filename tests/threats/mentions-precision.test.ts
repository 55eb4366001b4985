import { describe, expect, it } from 'vitest';
import { FINDER } from './mention-finder';

/** Prose of vendors, administrators and newspapers, as people write it every day: nothing in it names anything of ATT&CK's. */
const ORDINARY = [
  // Products and their features.
  'Our platform combines Cloud Services, Email Accounts and Social Media in one place for teams of every size.',
  'Open the Control Panel, choose Power Settings and turn on the Accessibility Features that you need.',
  'We recommend to enable Multi-Factor Authentication for all Cloud Accounts and to review Conditional Access Policies.',
  'Customers who deploy a Virtual Private Server get two IP Addresses and a DNS Server for free.',
  'The release adds Code Signing, better Search Engines support and Artificial Intelligence to the Password Managers page.',
  'Administrators manage Local Accounts with Group Policy Preferences; Domain Accounts stay in the directory.',
  'Store Private Keys in hardware, rotate Digital Certificates and write down who owns which Network Devices.',
  'The Remote Desktop Software of our partner runs on any Windows Host Firewall setting.',
  'Settings: Email Accounts, Browser Extensions, Network Devices',
  'Products | Cloud Services | Web Services | Email Accounts | Social Media',
  'Tags: Malware, Exploits, Botnet, Credentials, Hardware, Software',
  'Home > Blog > Vulnerabilities > Hardware',
  '• Email Accounts\n• Social Media\n• Search Engines\n',
  'How to Secure Email Accounts: Tips for Local Accounts and Web Services',
  'The server hosts domains, tools and databases; a proxy sits before the botnet research lab.',
  'Discovery: a new planet was seen by the Python developers.',
  'Collection: our Hardware and Software catalogue for the autumn.',
  'Impact: DNS was slow for an hour, and customers had to restart the server.',
  'The Windows Service Manager console lists what runs; the Web Service Team answers questions.',
  'She speaks SSH, VNC and DNS, writes Lua and JavaScript, and keeps a Keychain on her desk.',
  'A screensaver, a firmware update and a scheduled restart are all it takes to confuse the help desk.',
  // Words that are names of threats, too.
  'First Responders train with each Incident Responder; the First Responder arrived in time.',
  'The Play framework and the Apache Spark framework are written in Scala; Google Play lists the app.',
  'The Carbon team at our company plants trees; our Carbon team publishes a Carbon footprint every year.',
  'Zinc is a metal. Nickel is another, and Platinum is dear. Mercury rises, Silence falls.',
  'The profiler draws a Flame chart, and the Flame graph below shows where time goes.',
  'An Anchor tag links pages. Every Anchor link has an address.',
  'The Empire State Building, the Maze Runner movie, and a Mirage hotel in the desert.',
  'Our Net Promoter score is up; the net result is a net gain, and net user growth is at five percent.',
  'Page 3 shows the Calendar app; a colleague named Kevin and a customer called James asked for the Photo tool.',
  'The Mercury team at the Epic group uses the Aurora framework and the Trinity project.',
  'We are at the office, reg. no. 5, and take the route to the right; expand the list to see more.',
  'Snake bites are rare; Chaos theory is not. Beacon stores and Raccoon city are games.',
  'Inception is a movie, Shark Tank is a show, and Disco is not dead.',
  'Solar group companies and the Golden team won the Cardinal award in Milan and in Cuba.',
  'AT commands of the modem, a .NET tool, and DACLs on a folder.',
  'The agent runs as a Windows Service on every host, or as a daemon on Linux.',
  'Impact: DNS, Hardware.',
  'We help to restrict exploitation of vulnerabilities and to expose no File Transfer Protocol to the Internet.',
  'Users sign in with an Application Access Token, set Outlook Rules and read SQL Stored Procedures in the dashboard.',
  'The Proxy team, the Databases team and the Server team meet on Monday.',
  'Our Solutions: Email Accounts; Search Engines; Social Media; Network Devices',
  'Download the Installer Packages from the Cloud Service Dashboard.',
  'Zinc can be bought anywhere; Carbon may be dated. Cuba is an island, and Play is fun.',
  'A Carbon copy, and the Page layout.',
  '公司使用云服务和电子邮件。',
];

describe('ordinary prose', () => {
  it.each(ORDINARY)('names nothing: %j', (text) => {
    const { techniques, threats, unresolved } = FINDER.find(text);
    const named = [
      ...techniques.map(({ technique, written }) => `${technique} ${written}`),
      ...threats.map(({ threatId, written }) => `${threatId} ${written}`),
    ];
    expect(named).toEqual([]);
    expect(unresolved).toEqual([]);
  });

  it('nor does all of it, read as one text', () => {
    const { techniques, threats } = FINDER.find(ORDINARY.join('\n\n'));
    expect([...techniques, ...threats]).toEqual([]);
  });
});
