/** What in a text is the name of a file, and no domain, and whose files say nothing about anybody. */

const split = (words: string) => new Set(words.trim().split(/\s+/));

/** Programs, scripts, macros, disk images: what attacks bring along. */
const PROGRAMS = split(`
  exe dll sys bat cmd ps1 psm1 psd1 vbs vbe jse wsf wsh hta lnk msi msp msix appx scr cpl ocx drv pif py pyc pyd sh elf so
  dylib ko deb rpm apk ipa dex dmg jar war class docm dotm xlsm xlsb xll pptm ppsm rtf one onepkg chm swf iso img vhd vhdx
  rar 7z zip cab arj ace lzh au3 a3x kix nsi url bin mst wll sct
`);
/** May be brought along, and are everywhere else too. */
const OTHERS = split(`
  js mjs pyw bash pl rb php php3 php5 phtml asp aspx ashx asmx jsp jspx lua go rs pkg app command plist scpt kext inf reg
  dat tmp db sqlite ini cfg conf config cnf xml json yml yaml doc docx dot xls xlsx ppt pptx pps pdf odt ods eml msg pub csv
  txt log htm html mht z gz tgz bz2 xz tar pem key pfx crt cer evtx dmp bak old cache lock pid md service timer ax mof xsl
  xslt application manifest theme
`);
/** Pictures and the like: in reports they are figures. */
const PICTURES = split('png jpg jpeg gif bmp svg webp ico tif tiff mp3 mp4 avi mov wav css woff woff2 ttf map');
/** Top-level domains as well, but in prose a name that ends so is a file. */
const RATHER_FILES = split('py sh zip mov rs pl md so app pub map ps');

/** Of Windows and other systems: attackers use them, and so does everybody. */
const SYSTEM_FILES = split(`
  cmd.exe powershell.exe pwsh.exe powershell_ise.exe explorer.exe lsass.exe svchost.exe services.exe winlogon.exe wininit.exe csrss.exe
  smss.exe spoolsv.exe taskhost.exe taskhostw.exe taskeng.exe conhost.exe dllhost.exe rundll32.exe regsvr32.exe
  regsvcs.exe regasm.exe mshta.exe wscript.exe cscript.exe msiexec.exe certutil.exe bitsadmin.exe schtasks.exe at.exe
  sc.exe net.exe net1.exe netsh.exe netstat.exe ipconfig.exe whoami.exe systeminfo.exe tasklist.exe taskkill.exe reg.exe regedit.exe
  wmic.exe wmiprvse.exe wevtutil.exe vssadmin.exe wbadmin.exe bcdedit.exe icacls.exe attrib.exe xcopy.exe robocopy.exe
  ping.exe nslookup.exe arp.exe route.exe hostname.exe quser.exe query.exe nltest.exe dsquery.exe ntdsutil.exe
  installutil.exe msbuild.exe csc.exe vbc.exe control.exe odbcconf.exe forfiles.exe pcalua.exe hh.exe ieexec.exe
  iexplore.exe chrome.exe firefox.exe msedge.exe opera.exe outlook.exe winword.exe excel.exe powerpnt.exe onenote.exe
  eqnedt32.exe mspaint.exe notepad.exe calc.exe wordpad.exe fodhelper.exe eventvwr.exe computerdefaults.exe sdclt.exe
  searchindexer.exe runtimebroker.exe w3wp.exe sqlservr.exe java.exe javaw.exe python.exe node.exe curl.exe tar.exe
  werfault.exe userinit.exe logonui.exe dwm.exe ntoskrnl.exe shutdown.exe makecab.exe expand.exe cmstp.exe msdt.exe
  kernel32.dll ntdll.dll user32.dll advapi32.dll shell32.dll ws2_32.dll wininet.dll winhttp.dll urlmon.dll ole32.dll
  amsi.dll comsvcs.dll crypt32.dll gdi32.dll msvcrt.dll kernelbase.dll mscoree.dll clr.dll samlib.dll samsrv.dll
  wldp.dll dbghelp.dll netapi32.dll psapi.dll secur32.dll vaultcli.dll lsasrv.dll wdigest.dll mshtml.dll scrobj.dll
  ntds.dit index.html index.php robots.txt package.json web.config desktop.ini readme.md readme.txt hosts.txt
  autorun.inf boot.ini win.ini system.ini global.asax requirements.txt config.json settings.json manifest.json
`);

/** Names with a dot that are neither file nor domain. */
const PRODUCTS = split(`
  asp.net vb.net ado.net ml.net node.js vue.js react.js next.js express.js angular.js socket.io draw.io bit.ly
  system.net microsoft.net e.g i.e a.k.a u.s u.k a.m p.m paint.net
`);

export function isProductName(name: string): boolean {
  return PRODUCTS.has(name.toLowerCase());
}

export function isFileExtension(label: string): boolean {
  const extension = label.toLowerCase();
  return PROGRAMS.has(extension) || OTHERS.has(extension) || PICTURES.has(extension);
}

/** Where the last label is both: `install.sh` and `payload.zip` are files, `get.evil.sh` is a name. */
export function isRatherFile(labels: readonly string[]): boolean {
  return labels.length === 2 && RATHER_FILES.has((labels.at(-1) ?? '').toLowerCase());
}

/** Of Windows, a browser, a web server: seen everywhere. */
export function isSystemFile(name: string): boolean {
  return SYSTEM_FILES.has(name.toLowerCase());
}

export function isPicture(name: string): boolean {
  return PICTURES.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

/** Its name alone says that it may be part of an attack. */
export function isTellingFile(name: string): boolean {
  return PROGRAMS.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) && !isSystemFile(name);
}
