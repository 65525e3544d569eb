import { countdownWords } from './countdown';
import { translate } from './translate';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

it.each([
  [3 * 24 * HOUR + 5 * HOUR, '还有3天5小时'],
  [24 * HOUR, '还有24小时0分钟'],
  [90 * 60 * SECOND, '还有1小时30分钟'],
  [59 * 60 * SECOND + 5 * SECOND, '还有 59:05'],
  [9 * SECOND, '还有 0:09'],
  [1, '还有 0:01'],
  [0, '正在放号…'],
  [-5 * SECOND, '正在放号…'],
])('says %d milliseconds as "%s"', (milliseconds, words) => {
  expect(countdownWords((key, ...[values]) => translate('zh-CN', key, values), milliseconds)).toBe(words);
});
