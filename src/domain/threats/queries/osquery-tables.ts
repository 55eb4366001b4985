/** A table of osquery whose rows say what happened or what is there. */
export interface OsqueryTable {
  readonly name: string;
  readonly columns: readonly string[];
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
  state('crontab', 'event minute hour command path'),
  state('docker_containers', 'id name image command created state'),
  state('docker_images', 'id tags created'),
  state('docker_container_mounts', 'id type name source destination'),
  state('interface_details', 'interface mac type mtu flags'),
  state('launchd', 'label path program program_arguments run_at_load'),
  state('listening_ports', 'pid port protocol address path'),
  state('process_open_files', 'pid fd path'),
  state('process_open_sockets', 'pid remote_address remote_port local_port'),
  state('processes', 'pid parent name path cmdline uid start_time'),
  state('shell_history', 'uid time command history_file'),
  state('systemd_units', 'id description load_state active_state fragment_path'),
  state('usb_devices', 'vendor model serial removable'),
  state('users', 'uid gid username directory shell'),
];

/** Names that ATT&CK uses for what osquery calls otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { launch_daemons: 'launchd', launchd_jobs: 'launchd' };

/** `process_events`, or `process_events.command_line` for a column of it. */
export function findOsqueryTable(code: string): OsqueryTable | null {
  const name = code.split('.')[0] ?? '';
  const own = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : name;
  return TABLES.find((table) => table.name === own) ?? null;
}

function evented(name: string, columns: string): OsqueryTable {
  return { name, columns: ['time', ...columns.split(' ')], isEvented: true };
}

function state(name: string, columns: string): OsqueryTable {
  return { name, columns: columns.split(' '), isEvented: false };
}
