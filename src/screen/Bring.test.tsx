import { renderToStaticMarkup } from 'react-dom/server';
import type { Service } from '../../domain/service';
import { servicesOfCity } from '../../tests/support/guideAnswers';
import { aPhone } from '../../tests/support/phone';
import type { City } from '../stores/CityStore';
import { knownOf, type Person } from '../stores/PeopleStore';
import { StoreContext } from '../stores/storeContext';
import { Bring } from './Bring';

const person = (changes: Partial<Person>): Person => ({
  id: '00000000-0000-4000-8000-000000000001',
  name: '赵*宝',
  documentType: 'resident-id',
  documentNumber: '3301**********0011',
  residence: 'in-province',
  needsGuardian: false,
  mayBeGuardian: true,
  guardianOf: [],
  ...changes,
});

const adult = person({});
const child = person({ needsGuardian: true, mayBeGuardian: false });

function screen(service: Service, people: readonly Person[]): string {
  const { stores } = aPhone();
  stores.city.city.accept({ services: servicesOfCity } as unknown as City);
  return renderToStaticMarkup(
    <StoreContext.Provider value={stores}>
      <Bring services={[service]} party={people.map(knownOf)} />
    </StoreContext.Provider>,
  );
}

it('shows a child’s papers at once and plainly, and none of them to an adult', () => {
  const forChild = screen('passport', [child]);
  expect(forChild).toMatch(/<div class="material"><span>监护证明/);
  expect(forChild).toContain('没有身份证的带户口簿');
  expect(forChild).toMatch(/未满16周岁且陪同的不是监护人：<\/span><span>监护人委托书/);

  const forAdult = screen('passport', [adult]);
  expect(forAdult).not.toMatch(/监护证明|委托书|户口簿；/);
  expect(forAdult).toMatch(/<div class="material"><span>居民身份证/);
});

it('says for whom a paper is where it is not for the whole party, or nobody is known', () => {
  for (const people of [[adult, child], []])
    expect(screen('passport', people)).toMatch(/未满16周岁：<\/span><span>监护证明/);
});

it.each(['hkm-endorsement', 'tw-endorsement', 'exit-entry-permit'] as const)(
  'has the papers of children and of registered personnel for %s too',
  (service) => {
    const markup = screen(service, [child]);
    expect(markup).toContain('监护证明');
    expect(markup).toMatch(/登记备案国家工作人员[^<]*：<\/span><span>所在单位同意办理的函/);
  },
);
