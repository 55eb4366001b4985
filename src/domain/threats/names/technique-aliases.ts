/**
 * Names in use for techniques besides their own: former names of techniques that live on under another, and the terms of
 * the trade. Only terms that mean this technique and no other; a kind of malware ("ransomware") is no name of what it
 * does. Ids as of the release in which the term was settled; they are followed to the release in force.
 */
export interface NamedTechnique {
  readonly id: string;
  readonly names: readonly string[];
}

const read = (table: string): readonly NamedTechnique[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', names = ''] = line.trim().split(/ (.*)/s);
      return { id, names: names.split(', ') };
    });

/** ATT&CK's own names, in earlier releases, of techniques that kept their id. */
export const FORMER_NAMES = read(`
T1001.003 Protocol Impersonation
T1003 Credential Dumping
T1036.003 Rename System Utilities
T1036.005 Match Legitimate Name or Location
T1037.002 Logon Script (Mac)
T1041 Exfiltration Over Command and Control Channel
T1046 Network Service Scanning
T1048.003 Exfiltration Over Unencrypted/Obfuscated Non-C2 Protocol
T1053.002 At (Windows)
T1059 Command-Line Interface
T1068 Exploitation of Vulnerability
T1070 Indicator Removal on Host
T1071 Standard Application Layer Protocol
T1072 Third-party Software
T1078 Legitimate Credentials
T1090 Connection Proxy
T1095 Standard Non-Application Layer Protocol
T1098.002 Exchange Email Delegate Permissions
T1098.003 Add Office 365 Global Administrator Role
T1105 Remote File Copy
T1106 Execution through API
T1111 Two-Factor Authentication Interception
T1127 Trusted Developer Utilities
T1129 Execution through Module Load
T1176 Browser Extensions
T1185 Man in the Browser
T1207 DCShadow
T1211 Exploitation for Defense Evasion
T1216 Signed Script Proxy Execution
T1217 Browser Bookmark Discovery
T1218 Signed Binary Proxy Execution
T1219 Remote Access Software, Remote Access Tools
T1222 File Permissions Modification
T1222.001 Windows File and Directory Permissions Modification
T1222.002 Linux and Mac File and Directory Permissions Modification
T1484 Domain Policy Modification
T1484.002 Domain Trust Modification
T1497.003 Time Based Evasion
T1525 Implant Container Image
T1530 Data from Cloud Storage Object
T1552.003 Bash History
T1554 Compromise Client Software Binary
T1557 Man-in-the-Middle
T1557.001 LLMNR/NBT-NS Poisoning and SMB Relay
T1562.008 Disable Cloud Logs
T1574.001 DLL Search Order Hijacking
`);

/** Terms of the trade. */
export const ALIASES = read(`
T1003 credential dumping, dumping credentials, password dumping, hash dumping
T1003.001 LSASS dump, LSASS dumping, dumping LSASS, LSASS memory dump, dump LSASS
T1003.002 SAM dump, SAM dumping
T1003.003 NTDS.dit, ntdsutil
T1003.006 DC sync, DCSync attack
T1014 kernel rootkit
T1021.001 RDP session, RDP connection, RDP lateral movement, remote desktop session
T1021.002 admin shares, administrative shares, SMB admin share
T1021.006 WinRM
T1027.006 HTML smuggling
T1047 WMI, WMIC
T1053.003 cron job, crontab
T1053.005 Windows scheduled task, Windows Task Scheduler
T1055.001 DLL injection, reflective DLL injection, injecting DLL
T1055.002 PE injection
T1055.004 APC injection, Early Bird injection
T1055.012 process hollowing, hollow process injection, RunPE
T1055.013 process doppelganging
T1056.001 keylogger, keystroke logging, keystroke capture, logging keystrokes
T1059.001 PowerShell script, PowerShell command
T1059.003 batch script
T1059.004 bash script, shell script
T1059.005 VBScript, VBA, Visual Basic for Applications, Visual Basic Application, VBA macro, Visual Basic script, VBS script
T1068 local privilege escalation exploit, LPE exploit
T1070.001 clear event logs, clearing event logs, event log clearing, Windows event log clearing
T1070.006 timestomping, timestomped
T1071.001 HTTP C2, HTTPS C2, C2 over HTTP, C2 over HTTPS
T1071.004 DNS tunneling, DNS tunnelling, C2 over DNS
T1110 brute forcing, brute-force attack, bruteforce attack, bruteforcing, password brute forcing
T1110.003 password spray, password spray attack
T1113 screen grabbing, screenshot capture, capture screenshots, capturing screenshots
T1115 clipboard capture, clipboard theft
T1125 webcam capture
T1123 microphone recording, audio recording
T1134 token manipulation
T1185 man-in-the-browser, MitB
T1189 drive-by download, drive-by attack, drive-by infection, watering hole, watering hole attack, strategic web compromise
T1190 exploitation of public-facing applications, exploiting public-facing applications
T1195 supply chain attack, software supply chain attack, supply chain intrusion
T1195.002 software supply chain compromise
T1197 BITS job
T1204.004 ClickFix
T1207 DCShadow
T1218.005 mshta
T1218.010 Squiblydoo
T1218.011 rundll32
T1486 ransomware, RaaS
T1490 shadow copy deletion, delete shadow copies, deleting shadow copies, delete volume shadow copies, deletion of shadow copies
T1496 cryptojacking, cryptomining, cryptocurrency mining, coin mining
T1505.003 webshell
T1542.003 bootkit
T1546.003 WMI event subscription
T1546.008 sticky keys backdoor
T1546.010 AppInit_DLLs
T1546.012 IFEO injection
T1546.015 COM hijacking, COM hijack
T1547.001 registry Run key, Run registry key, autorun registry key, Run key persistence, startup folder
T1548.002 UAC bypass, bypass UAC, bypassing UAC, User Account Control bypass
T1550.002 pass-the-hash, PtH attack
T1550.003 pass-the-ticket, PtT attack
T1553.005 Mark-of-the-Web bypass, MOTW bypass
T1555.003 browser credential theft, stealing browser credentials, browser password theft
T1556.001 Skeleton Key attack
T1557 adversary-in-the-middle, AiTM, AitM attack, man-in-the-middle attack, MitM, MitM attack
T1557.001 LLMNR poisoning, NBT-NS poisoning, SMB relay, NTLM relay, NTLM relaying
T1557.002 ARP spoofing, ARP poisoning
T1558.001 golden ticket attack
T1558.002 silver ticket attack
T1558.003 Kerberoast
T1558.004 ASREPRoasting, AS-REP roast, ASREPRoast
T1566 spear phishing, spear-phishing, spearphish, phishing email, phishing attack
T1566.004 vishing, voice phishing
T1568.001 fast flux, fast-flux
T1568.002 domain generation algorithm, DGA
T1572 SSH tunnel, SSH tunneling, SSH tunnelling, protocol tunnelling
T1574.001 DLL hijacking, DLL hijack, DLL side-loading, DLL sideload, DLL side-load, DLL sideloading attack, DLL search order hijack, DLL planting, DLL preloading, side-loading DLL
T1574.004 dylib hijack
T1574.006 LD_PRELOAD
T1583.008 malvertisement
T1608.006 SEO poisoning, search engine optimization poisoning
T1620 reflective loading, reflectively loaded, reflective DLL loading
T1621 MFA fatigue, MFA bombing, push bombing, MFA prompt bombing
T1622 anti-debugging, anti-debug
T1497 sandbox evasion, anti-sandbox, anti-VM
`);
