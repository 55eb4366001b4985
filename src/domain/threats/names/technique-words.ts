import { foldName } from './fold-text';

/**
 * Which names of techniques speak for themselves. A name that says an act ("OS Credential Dumping", "Modify Registry")
 * is a mention wherever it stands. A name that is a thing ("Email Accounts", "Python", "Server") is one only where
 * something says that a technique is meant: its full name, its id beside it, the word "technique", a list of techniques.
 */
export function speaksForItself(name: string): boolean {
  const key = foldName(name);
  if (TERMS.has(key)) return true;
  if (EVERYDAY.has(key)) return false;
  const words = name.split(/[\s/]+/).filter((word) => /\p{L}/u.test(word));
  const [first = '', last = ''] = [
    words[0]?.toLowerCase(),
    words
      .at(-1)
      ?.replace(/[^\p{L}]/gu, '')
      .toLowerCase(),
  ];
  if (words.length < 2) return isCoined(name) || (last.endsWith('ing') && last.length >= 8);
  if (words.length >= 3 && ACTS_FIRST.has(first)) return true;
  return words.length >= 4 || IMPERATIVES.has(first) || ACTS.has(last) || ACT_ENDING.test(last);
}

/** "PowerShell", "Rundll32", "DCSync": no word of any language. */
function isCoined(name: string): boolean {
  return name.length >= 5 && /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{L}\d/u.test(name);
}

const ACT_ENDING = /(?:ing|tion|sion|ery|ment)$/;

const setOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split(/[\n,]+/)
      .map(foldName)
      .filter(Boolean),
  );

const ACTS = setOf(
  'compromise, attack, capture, theft, bypass, abuse, wipe, transfer, flood, dump, shutdown, reboot, override, traversal, relay, caching, removal',
);

/** "Exfiltration Over Webhook". */
const ACTS_FIRST = setOf('exfiltration, exploitation');

const IMPERATIVES = setOf(
  `abuse, acquire, archive, break, build, bypass, clear, compromise, create, delete, deploy, develop, disable, downgrade,
  encrypt, escape, establish, exploit, forge, gather, generate, hide, hijack, identify, impair, implant, inhibit, install,
  make, masquerade, match, modify, obtain, overwrite, patch, phishing, prevent, purchase, query, reduce, relocate, rename,
  replicate, revert, scan, search, steal, subvert, taint, unload, upload, use, weaken`,
);

/** Things, and words of one, that mean the technique wherever a report of an attack says them. */
const TERMS = setOf(
  `AppCert DLLs, AppInit DLLs, AppDomainManager, Application Layer Protocol, ARP Cache Poisoning, Asymmetric Cryptography,
  Asynchronous Procedure Call, BITS Jobs, Bootkit, Brute Force, Cached Domain Credentials, Clipboard Data, CMSTP, Command and Scripting
  Interpreter, Credentials In Files, Credentials in Registry, Data from Local System, Data Staged, Dead Drop Resolver,
  Defacement, Domain Generation Algorithms, Domain Generation Algorithm, Double File Extension, Dynamic Data Exchange,
  Embedded Payloads, Encrypted Channel, External Remote Services, Fallback Channels, Fast Flux DNS, Fileless Storage,
  Golden Ticket, Hidden File System, Launch Agent, Launch Daemon, Login Hook, Logon Script (Windows), LSA Secrets,
  LSASS Driver, LSASS Memory, Mavinject, Mshta, Msiexec, Multi-hop Proxy, Multi-Stage Channels, Native API, Non-Application Layer Protocol, COR_PROFILER, Regsvcs/Regasm, Netsh Helper
  DLL, Network Logon Script, Network Provider DLL, Non-Standard Port, NTDS, Odbcconf, Office Template Macros, Pass the
  Hash, Pass the Ticket, Password Filter DLL, Phishing, PowerShell Profile, Regasm, Registry Run Keys, Registry Run Keys /
  Startup Folder, Regsvcs, Regsvr32, Remote Desktop Protocol, Right-to-Left Override, ROMMONkit, Rootkit, Rundll32,
  Scheduled Task, Scheduled Task/Job, Security Account Manager, Silver Ticket, SMB/Windows Admin Shares, Windows Admin
  Shares, Space after Filename, Spearphishing Attachment, Spearphishing Link, Spearphishing via Service, Spearphishing
  Voice, SSH Authorized Keys, Systemd Service, Systemd Timers, Timestomp, Token Impersonation/Theft, Token Theft, Token
  Impersonation, Unsecured Credentials, Valid Accounts, Verclsid, Web Portal Capture, Web Shell, Windows Admin Shares,
  Windows Command Shell, Windows Management Instrumentation, Windows Management Instrumentation Event Subscription, Windows
  Remote Management, Winlogon Helper DLL, XDG Autostart Entries, Distributed Component Object Model, Path Interception by
  Unquoted Path, SIP and Trust Provider Hijacking, Supply Chain Compromise`.replace(/\s*\n\s*/g, ' '),
);

/** Acts and long names that reports also say of other things: of defence, of administration, of products. */
const EVERYDAY = setOf(
  `Active Setup, Artificial Intelligence, Client Configurations, Code Signing, Code Signing Certificates, Compression,
  Conditional Access Policies, Customer Relationship Management Software, Device Registration, Encoded File, Encrypted
  File, Group Policy Preferences, JavaScript, Local Account, Multi-Factor Authentication, Network Device Authentication,
  Network Share Connection Removal, Password Managers, Cloud Application Integration, Search Engines, Software Extensions,
  System Reboot, System Shutdown, Two-Factor Authentication, Virtual Private Server, Vulnerability Scanning, Network
  Security Appliances, Threat Intel Vendors, Generate Content, Domain Controller Authentication, Install Digital
  Certificate, Compromise Accounts, Use Alternate, Indicator Removal Tools, Impersonation, Service Stop, Social
  Engineering Toolkit, ClickOnce, MMC, SharePoint, Sharepoint, Confluence, Direct Volume Access, Exploitation of Vulnerability,
  Trap, Local Account, Domain Account, Cloud Account, Email Account, Active Scanning Tools`.replace(/\s*\n\s*/g, ' '),
);

const SMALL_WORDS = 'in|the|over|of|and|or|for|to|via|by|from|with|after|on|as|a';
const TITLED = new RegExp(
  String.raw`^\p{Lu}[\p{L}\p{N}]*(?:[\s/_-]+(?:(?:${SMALL_WORDS})(?=[\s/-])|[\p{Lu}\p{N}][\p{L}\p{N}]*))+$`,
  'u',
);

/** Two words and more, each with its capital, as ATT&CK writes them: "Windows Service". */
export function isTitled(written: string): boolean {
  return TITLED.test(written) && !/^[\p{Lu}\d\W_]+$/u.test(written);
}

/** Names of techniques that prose of any kind writes with capitals: products, features of systems, words of headings. */
export function isTitledElsewhere(written: string): boolean {
  return TITLED_ELSEWHERE.has(foldName(written));
}

const TITLED_ELSEWHERE = setOf(
  `Accessibility Features, Active Setup, Application Access Token, Application Access Tokens, Artificial
  Intelligence, Audio-Visual Content, Browser Extension, Browser Extensions, Business Relationships, Chat
  Messages, Client Configurations, Cloud Account, Cloud Accounts, Cloud API, Cloud Firewall, Cloud Groups, Cloud
  Service, Cloud Service Dashboard, Cloud Services, Code Repositories, Code Repository, Code Signing, Code
  Signing Certificate, Code Signing Certificates, Code Signing Policy, Command-Line Interface, Component Object
  Model, Conditional Access Policies, Conditional Access Policy, Container API, Control Panel, Customer
  Relationship Management Software, Default Account, Default Accounts, Device Registration, Digital Certificate,
  Digital Certificates, DNS Server, DNS Servers, Domain Account, Domain Accounts, Domain Group, Domain Groups,
  Electron Application, Electron Applications, Email Account, Email Accounts, Email Address, Email Addresses,
  Employee Names, Extended Attributes, File Transfer Protocol, File Transfer Protocols, Group Policy
  Preferences, Hybrid Identity, IDE Extensions, Installer Package, Installer Packages, IP Address, IP Addresses,
  Local Account, Local Accounts, Local Group, Local Groups, Login Item, Login Items, Mail Protocols, Messaging
  Application, Messaging Applications, Multi-Factor Authentication, Network Device, Network Device Firewall,
  Network Devices, Network Security Appliances, Network Topology, Outlook Rule, Outlook Rules, Password Manager,
  Password Managers, Pluggable Authentication Module, Pluggable Authentication Modules, Port Monitor, Power
  Settings, Private Key, Private Keys, Python Startup, Remote Access Tool, Remote Access Tools, Remote Desktop
  Software, Remote Service, Remote Services, SAML Token, SAML Tokens, Search Engine, Search Engines, Security
  Support Provider, Shared Module, Shared Modules, Social Media, Social Media Account, Social Media Accounts,
  Software Deployment Tools, Software Extensions, SQL Stored Procedure, SQL Stored Procedures, Startup Item,
  Startup Items, Symmetric Cryptography, System Checks, System Firmware, System Service, System Services,
  Third-party Software, Thread Local Storage, Threat Intel Vendors, Time Provider, Two-Factor Authentication,
  Unix Shell, Virtual Private Server, Virtual Private Servers, Visual Basic, Vulnerability Scanning, Web Cookie,
  Web Cookies, Web Service, Web Services, Web Session Cookie, Web Session Cookies, Wi-Fi Network, Wi-Fi
  Networks, Windows Credential Manager, Windows Host Firewall, Written Content, XPC Services`.replace(/\s*\n\s*/g, ' '),
);
