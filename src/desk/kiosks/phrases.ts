import { phraseBook } from '../../i18n/phraseBook';

/** What staff read on the page of kiosks. */
export const kioskPhrases = phraseBook(
  {
    title: '智能签注机',
    none: '这个大厅没有智能签注机',
    devices: '{count}台',
    inService: '在用',
    outOfService: '已停用',
    since: '{time} 设置',
    queue: '约{count}人在排（市民报告）',
    reported: '{count}位市民反映用不了，最近一次 {time}',
    settle: '您的设置会清掉之前的市民报告',
    setOut: '停用',
    setIn: '恢复使用',
    stillWorks: '已核实，能用',
    askOut: '停用后，市民不会再被引导到这里。确定停用吗？',
    done: '已更新',
  },
  {
    title: 'Endorsement kiosks',
    none: 'This hall has no kiosk',
    devices: '{count} devices',
    inService: 'In service',
    outOfService: 'Out of service',
    since: 'set {time}',
    queue: 'About {count} waiting (citizens report)',
    reported: '{count} citizens found it out of service, last at {time}',
    settle: 'What you set settles the reports before it',
    setOut: 'Take out of service',
    setIn: 'Back in service',
    stillWorks: 'Checked: it works',
    askOut: 'Citizens will no longer be sent here. Take it out of service?',
    done: 'Updated',
  },
);
