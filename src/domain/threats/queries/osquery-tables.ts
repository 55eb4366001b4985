/** A table of osquery whose rows say what happened or what is there. */
export interface OsqueryTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** What is read; the name, unless rows are only there when they are asked for per user. */
  readonly from: string;
  /** Rows are events with a time in seconds; without it they are the state of now. */
  readonly isEvented: boolean;
}

const TABLES: readonly OsqueryTable[] = [
  evented('process_events', 'pid parent path cmdline uid auid'),
  evented('bpf_process_events', 'pid parent path cmdline uid cid'),
  evented('es_process_events', 'pid parent path cmdline username event_type signing_id'),
  evented('es_process_file_events', 'pid path event_type filename dest_filename'),
  evented('process_etw_events', 'type pid ppid path cmdline username'),
  evented('process_file_events', 'operation pid path executable dest_path uid'),
  evented('file_events', 'action target_path category sha256'),
  evented('socket_events', 'action pid path remote_address remote_port local_port'),
  evented('bpf_socket_events', 'pid path remote_address remote_port local_port'),
  evented('dns_lookup_events', 'pid path name type response'),
  evented('hardware_events', 'action type vendor model serial'),
  evented('seccomp_events', 'pid uid exe comm syscall'),
  evented('selinux_events', 'type message'),
  evented('syslog_events', 'host severity facility tag message'),
  evented('user_events', 'uid pid type path address terminal'),
  evented('windows_events', 'source provider_name eventid data'),
  evented('yara_events', 'target_path action matches'),
  evented('apparmor_events', 'type message'),
  evented('disk_events', 'action path name device vendor filesystem'),
  evented('ntfs_journal_events', 'action old_path path'),
  evented('powershell_events', 'script_block_id script_path script_text'),
  state('crontab', 'event minute hour command path'),
  state('docker_containers', 'id name image command created state'),
  state('docker_images', 'id tags created'),
  state('interface_details', 'interface mac type mtu flags'),
  state('launchd', 'label path program program_arguments run_at_load'),
  state('listening_ports', 'pid port protocol address path'),
  state('process_open_files', 'pid fd path'),
  state('process_open_sockets', 'pid remote_address remote_port local_port'),
  state('processes', 'pid parent name path cmdline uid start_time'),
  { ...state('shell_history', 'username time command history_file'), from: 'users JOIN shell_history USING (uid)' },
  state('systemd_units', 'id description load_state active_state fragment_path'),
  state('usb_devices', 'vendor model serial removable'),
  state('users', 'uid gid username directory shell'),
];

/** Read as they are: their columns are few or all worth seeing. Tables that answer only for a given path are left out. */
const WHOLE_TABLES = new Set(
  `acpi_tables ad_config alf alf_exceptions alf_explicit_auths app_schemes apparmor_profiles appcompat_shims apps
  apt_sources arp_cache asl authorization_mechanisms authorizations autoexec background_activities_moderator battery
  bitlocker_info block_devices certificates chassis_info connectivity cpu_info cpuid deb_packages default_environment
  disk_encryption disk_info dns_cache dns_resolvers drivers etc_hosts etc_protocols etc_services event_taps gatekeeper
  gatekeeper_apps groups homebrew_packages hvci_status ibridge_info ie_extensions intel_me_info interfaces interface_ipv6
  iokit_devicetree iokit_registry iptables kernel_extensions kernel_info kernel_modules kernel_panics keychain_acls
  keychain_items kva_speculative_info last launchd_overrides logged_in_users logical_drives logon_sessions
  managed_policies memory_devices memory_info mounts nfs_shares npm_packages ntdomains office_mru os_version
  package_receipts patches pci_devices pipes platform_info portage_keywords portage_packages portage_use process_namespaces
  process_open_pipes programs python_packages routes rpm_packages running_apps sandboxes scheduled_tasks screenlock
  secureboot selinux_settings services shadow shared_folders shared_memory shared_resources sharing_preferences shimcache
  sip_config smbios_tables startup_items sudoers suid_bin system_controls system_info time_machine_backups
  time_machine_destinations ulimit_info user_groups userassist video_info virtual_memory_info wifi_status winbaseobj
  windows_crashes windows_optional_features windows_security_center windows_security_products wmi_bios_info
  wmi_cli_event_consumers wmi_event_filters wmi_filter_consumer_binding wmi_script_event_consumers xprotect_entries
  xprotect_meta xprotect_reports`
    .trim()
    .split(/\s+/),
);

/** Rows are given for the asking user alone, unless users are asked for with them. */
const TABLES_PER_USER = new Set(
  `account_policy_data authorized_keys browser_plugins chrome_extension_content_scripts chrome_extensions crashes
  firefox_addons known_hosts opera_extensions safari_extensions ssh_configs user_ssh_keys`
    .trim()
    .split(/\s+/),
);

/** Names that ATT&CK uses for what osquery calls otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { launch_daemons: 'launchd', launchd_jobs: 'launchd' };

/** `process_events`, or `process_events.command_line` for a column of it. */
export function findOsqueryTable(code: string): OsqueryTable | null {
  const name = code.split('.')[0] ?? '';
  const own = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : name;
  const table = TABLES.find((one) => one.name === own);
  if (table !== undefined || own === undefined) return table ?? null;
  if (WHOLE_TABLES.has(own)) return state(own, '*');
  return TABLES_PER_USER.has(own) ? { ...state(own, '*'), from: `users JOIN ${own} USING (uid)` } : null;
}

function evented(name: string, columns: string): OsqueryTable {
  return { name, from: name, columns: ['time', ...columns.split(' ')], isEvented: true };
}

function state(name: string, columns: string): OsqueryTable {
  return { name, from: name, columns: columns.split(' '), isEvented: false };
}
