/**
 * Names that are found in the full texts of the corpus and that its annotators did not mark with the same object, with how
 * often each: id, written, document. Each was read in its place and judged. A mention that is not here fails the test until
 * somebody has judged it, too.
 */
export type Judged = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The words name that object. */
export const RIGHT: Judged = {
  'intel471_2021-05-10_darkside-ransomware-colonial-pipeline-attack': {
    'T1021 remote desktop protocol': 1,
    'S0384 Dridex': 1,
    'S0266 TrickBot': 1,
    'S0002 Mimikatz': 1,
  },
  'intel471_2021-05-14_darkside-ransomware-shut-down-revil': {
    'T1486 Ransomware': 2,
    'T1486 RaaS': 1,
    'T1486 ransomware': 2,
    'S0640 Avaddon': 3,
  },
  'lab52_2020-05-14_the-energy-reserves-in-the': {
    'T1505 webshells': 1,
    'T1059 powershell': 1,
    'T1047 wmic': 1,
    'S0040 hTran': 1,
    'S0002 Mimikatz': 1,
  },
  'lab52_2020-06-02_mustang-panda-recent-activity-dll': {
    'G0027 APT27': 1,
  },
  'proofpoint_2021-09-29_ta544-targets-italian-organizations-ursnif': {
    'T1036 masquerading': 1,
    'T1566 phishing': 1,
  },
  'proofpoint_2021-10-19_whatta-ta-ta505-ramps-activity': {
    'S0382 ServHelper': 2,
  },
  'proofpoint_2021-10-20_ta551-uses-sliver-red-team': {
    'S0650 Qbot': 1,
    'S0633 Sliver': 2,
  },
  'proofpoint_2021-10-27_new-threat-actor-spoofs-philippine': {
    'T1036 masquerading': 2,
    'S0283 Adwind': 1,
    'S0332 Remcos': 1,
  },
  'quoteintelligence_2021-01-27_supply-chain-attacks-cybersecurity-regulations': {
    'T1195 supply chain attacks': 2,
    'T1195 supply chain attack': 1,
    'G0016 UNC2452': 1,
    'G0065 APT40': 1,
  },
  'zscaler_2021-05-21_threat-actors-distribute-malicious-vpn': {
    'T1566 Phishing': 1,
    'T1204 User Execution: Malicious File': 1,
    'T1140 Deobfuscate/Decode Files or Information': 1,
    'T1027 Obfuscated Files or Information: Software Packing': 1,
    'T1070 Indicator Removal on Host: File Deletion': 1,
    'T1055 Process Injection: Process Hollowing': 1,
    'T1055 hollow process injection': 1,
    'T1685 Impair Defenses': 1,
    'T1124 System Time Discovery': 1,
    'T1087 Account Discovery': 1,
    'T1083 File and Directory Discovery': 1,
    'T1057 Process Discovery': 1,
    'T1012 Query Registry': 1,
    'T1113 Screen Capture': 1,
    'T1082 System Information Discovery': 1,
    'T1016 System Network Configuration Discovery': 1,
    'T1573 Encrypted Channel: Symmetric Cryptography': 1,
    'S1148 Raccoon stealer': 3,
    'S1148 Raccoon': 10,
    'S1148 Raccoon Stealer': 1,
    'S0075 reg': 28,
    'S0111 schtasks': 5,
  },
  'zscaler_2021-07-04_coverage-advisory-kaseya-vsa-supply': {
    'T1486 Ransomware': 2,
    'T1195 supply chain attack': 1,
    'S0496 Sodinokibi': 6,
    'S0496 REvil': 1,
    'S0496 Revil': 1,
  },
  'zscaler_2021-07-12_threatlabz-june-2021-report-deconstructing': {
    'T1572 SSH tunnels': 1,
  },
  'zscaler_2021-07-14_targeted-attack-government-organizations-delivers': {
    'T1036 masquerading': 1,
    'T1059 VBA': 1,
    'T1056 Input Capture': 1,
    'T1036 Masquerading': 1,
    'T1113 Screen Capture': 1,
    'T1082 System Information Discovery': 1,
    'T1055 Process Hollowing': 1,
    'T1555 Credentials From Web Browsers': 1,
    'T1074 Data Staged: Local Data Staging': 1,
    'S0198 Netwire': 2,
    'S0198 NetWire': 3,
    'S0198 NETwIRe': 2,
    'S0198 NetwiredRC': 2,
  },
};

/** They do not: tasks of the victim's own, and a chance word in the cell beside the id. */
export const WRONG: Judged = {
  'zscaler_2021-05-21_threat-actors-distribute-malicious-vpn': {
    'T1053 scheduled tasks': 1,
    'T1204 malicious file': 1,
  },
};
