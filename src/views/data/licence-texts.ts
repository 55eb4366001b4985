/** As NOTICE has them; MITRE's licence asks for its wording exactly. */

export const ATTACK_LICENCE =
  "The MITRE Corporation (MITRE) hereby grants you a non-exclusive, royalty-free license to use ATT&CK® for research, development, and commercial purposes. Any copy you make for such purposes is authorized provided that you reproduce MITRE's copyright designation and this license in any such copy.";

export const ATTACK_DISCLAIMERS: readonly string[] = [
  'MITRE does not claim ATT&CK enumerates all possibilities for the types of actions and behaviors documented as part of its adversary model and framework of techniques. Using the information contained within ATT&CK to address or cover full categories of techniques will not guarantee full defensive coverage as there may be undisclosed techniques or variations on existing techniques not documented by ATT&CK.',
  'ALL DOCUMENTS AND THE INFORMATION CONTAINED THEREIN ARE PROVIDED ON AN "AS IS" BASIS AND THE CONTRIBUTOR, THE ORGANIZATION HE/SHE REPRESENTS OR IS SPONSORED BY (IF ANY), THE MITRE CORPORATION, ITS BOARD OF TRUSTEES, OFFICERS, AGENTS, AND EMPLOYEES, DISCLAIM ALL WARRANTIES, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO ANY WARRANTY THAT THE USE OF THE INFORMATION THEREIN WILL NOT INFRINGE ANY RIGHTS OR ANY IMPLIED WARRANTIES OF MERCHANTABILITY OR FITNESS FOR A PARTICULAR PURPOSE.',
];

export const ATTACK_TRADEMARK =
  'MITRE ATT&CK® and ATT&CK® are registered trademarks of The MITRE Corporation. Vedette is not affiliated with, nor endorsed by, The MITRE Corporation.';

export const SMAP_COPYRIGHT =
  'Copyright 2023 MITRE Engenuity, Center for Threat-Informed Defense. Licensed under the Apache License, Version 2.0.';
