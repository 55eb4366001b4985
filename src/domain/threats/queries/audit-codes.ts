import { ANY, type CodeReader } from './query-place';

/**
 * System calls by which file, process, network, memory, module and account events of Linux are audited: `ausearch`
 * refuses a name that the kernel does not have, and ATT&CK's channels name some.
 */
const SYSTEM_CALLS = new Set(
  `accept accept4 access acct adjtimex bind bpf brk capget capset chdir chmod chown chroot clock_adjtime clock_settime
  clone clone3 close connect copy_file_range creat delete_module dup dup2 dup3 execve execveat exit exit_group faccessat
  fallocate fanotify_mark fchdir fchmod fchmodat fchown fchownat fcntl finit_module flock fork fremovexattr fsetxattr
  fsync ftruncate getdents getdents64 getpeername getsockname getsockopt init_module inotify_add_watch io_uring_enter
  io_uring_setup ioctl ioperm iopl kcmp kexec_file_load kexec_load keyctl kill lchown link linkat listen lremovexattr
  lseek lsetxattr memfd_create mkdir mkdirat mknod mknodat mmap mount mprotect mremap msync munmap name_to_handle_at open
  open_by_handle_at open_tree openat openat2 perf_event_open personality pidfd_getfd pidfd_open pidfd_send_signal pipe
  pipe2 pivot_root poll prctl pread64 preadv process_vm_readv process_vm_writev ptrace pwrite64 pwritev read readlink
  readlinkat readv reboot recvfrom recvmmsg recvmsg removexattr rename renameat renameat2 request_key rmdir seccomp
  sendfile sendmmsg sendmsg sendto setdomainname setfsgid setfsuid setgid setgroups sethostname setns setpgid setpriority
  setregid setresgid setresuid setreuid setrlimit setsid setsockopt settimeofday setuid setxattr shmat shmget shutdown
  signalfd4 socket socketpair splice stat statx swapoff swapon symlink symlinkat sync syslog tgkill timerfd_create tkill
  truncate umount2 unlink unlinkat unshare uselib userfaultfd ustat utime utimensat utimes vfork vmsplice write writev`
    .trim()
    .split(/\s+/),
);

/** Record types of the kernel and of the trusted programs, as `ausearch -m` lists them. */
const RECORD_TYPES = new Set(
  `ACCT_LOCK ACCT_UNLOCK ADD_GROUP ADD_USER ANOM_ABEND ANOM_ACCESS_FS ANOM_ADD_ACCT ANOM_CREAT ANOM_DEL_ACCT ANOM_EXEC
  ANOM_LINK ANOM_LOGIN_ACCT ANOM_LOGIN_FAILURES ANOM_LOGIN_LOCATION ANOM_LOGIN_SESSIONS ANOM_LOGIN_TIME ANOM_MK_EXEC
  ANOM_PROMISCUOUS ANOM_ROOT_TRANS AVC AVC_PATH BPF BPRM_FCAPS CAPSET CHGRP_ID CHUSER_ID CONFIG_CHANGE CRED_ACQ CRED_DISP
  CRED_REFR CRYPTO_KEY_USER CRYPTO_LOGIN CRYPTO_LOGOUT CRYPTO_SESSION CWD DAC_CHECK DAEMON_ABORT DAEMON_ACCEPT
  DAEMON_CLOSE DAEMON_CONFIG DAEMON_END DAEMON_ERR DAEMON_RESUME DAEMON_ROTATE DAEMON_START DEL_GROUP DEL_USER DEV_ALLOC
  DEV_DEALLOC EXECVE FANOTIFY FD_PAIR FEATURE_CHANGE FS_RELABEL GRP_AUTH GRP_CHAUTHTOK GRP_MGMT INTEGRITY_DATA
  INTEGRITY_HASH INTEGRITY_METADATA INTEGRITY_PCR INTEGRITY_RULE INTEGRITY_STATUS IPC KERNEL KERN_MODULE LABEL_LEVEL_CHANGE
  LABEL_OVERRIDE LOGIN MAC_CALIPSO_ADD MAC_CALIPSO_DEL MAC_CHECK MAC_CIPSOV4_ADD MAC_CIPSOV4_DEL MAC_CONFIG_CHANGE
  MAC_IPSEC_EVENT MAC_MAP_ADD MAC_MAP_DEL MAC_POLICY_LOAD MAC_STATUS MAC_UNLBL_ALLOW MAC_UNLBL_STCADD MAC_UNLBL_STCDEL MMAP
  NETFILTER_CFG NETFILTER_PKT OBJ_PID OPENAT2 PATH PROCTITLE RESP_ACCT_LOCK RESP_ACCT_LOCK_TIMED RESP_ACCT_REMOTE
  RESP_ACCT_UNLOCK_TIMED RESP_ALERT RESP_ANOMALY RESP_EXEC RESP_HALT RESP_KILL_PROC RESP_SEBOOL RESP_SINGLE
  RESP_TERM_ACCESS RESP_TERM_LOCK ROLE_ASSIGN ROLE_MODIFY ROLE_REMOVE SECCOMP SELINUX_ERR SERVICE_START SERVICE_STOP
  SOCKADDR SOCKETCALL SOFTWARE_UPDATE SYSCALL SYSTEM_BOOT SYSTEM_RUNLEVEL SYSTEM_SHUTDOWN TEST TIME_ADJNTPVAL
  TIME_INJOFFSET TRUSTED_APP TTY TTY_GET TTY_SET URINGOP USER USER_ACCT USER_AUTH USER_AVC USER_CHAUTHTOK USER_CMD
  USER_DEVICE USER_END USER_ERR USER_LABELED_EXPORT USER_LOGIN USER_LOGOUT USER_MAC_CONFIG_CHANGE USER_MAC_POLICY_LOAD
  USER_MGMT USER_ROLE_CHANGE USER_SELINUX_ERR USER_START USER_TTY USER_UNLABELED_EXPORT USYS_CONFIG VIRT_CONTROL
  VIRT_CREATE VIRT_DESTROY VIRT_INTEGRITY_CHECK VIRT_MACHINE_ID VIRT_MIGRATE_IN VIRT_MIGRATE_OUT VIRT_RESOURCE`
    .trim()
    .split(/\s+/),
);

/** Fields: record type, system call. What only a type names has no call, and the other way about. */
export const readAuditCode: CodeReader = (code) => {
  if (RECORD_TYPES.has(code)) return [code, ANY];
  if (SYSTEM_CALLS.has(code)) return [ANY, code];
  return null;
};
