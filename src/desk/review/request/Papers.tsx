import { Image, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { ReviewedRequest } from '../../../../contract/requests';
import { Card } from '../../../components/Card';
import { say, sayError } from '../../../screen/asking';
import { useStores } from '../../../stores/storeContext';
import { useReview } from '../useReview';

/** The proof, one file after the other; a photo fills the page, a PDF opens in the phone's reader page by page. */
export const Papers = observer(function Papers({ request }: { request: ReviewedRequest }) {
  const { t } = useReview();
  const [index, setIndex] = useState(0);
  const count = request.evidence.length;
  const file = request.evidence[index];
  return (
    <View>
      <View className="section">
        <Text>{t('one.files', { count })}</Text>
      </View>
      <Card>
        {file === undefined ? <View className="hint">{t('one.noFiles')}</View> : <Paper file={file} />}
        {count < 2 ? null : (
          <View className="row row--spread">
            <Turn id="one-back" sign="‹" to={index - 1} count={count} onTurn={setIndex} />
            <Text>{t('one.nth', { n: index + 1, count })}</Text>
            <Turn id="one-on" sign="›" to={index + 1} count={count} onTurn={setIndex} />
          </View>
        )}
      </Card>
    </View>
  );
});

interface TurnProps {
  readonly id: string;
  readonly sign: string;
  readonly to: number;
  readonly count: number;
  readonly onTurn: (to: number) => void;
}

function Turn({ id, sign, to, count, onTurn }: TurnProps) {
  const possible = to >= 0 && to < count;
  return (
    <View
      id={id}
      className="link review-request__turn"
      ariaRole="button"
      ariaLabel={`${to + 1}`}
      onClick={() => {
        if (possible) onTurn(to);
      }}
    >
      {possible ? sign : ''}
    </View>
  );
}

/** Opened by a tap, because the service writes down who looked. */
const Paper = observer(function Paper({ file }: { file: ReviewedRequest['evidence'][number] }) {
  const { platform, settings } = useStores();
  const { review, t } = useReview();
  const [opening, setOpening] = useState(false);
  const path = review.opened[file.id];
  const isPdf = file.mediaType === 'application/pdf';
  const open = async () => {
    if (opening) return;
    setOpening(true);
    try {
      const opened = await review.open(file);
      if (isPdf) await platform.files.showDocument(opened).catch(() => say(t('one.cannotShow')));
    } catch (error) {
      sayError(settings, error);
    } finally {
      setOpening(false);
    }
  };
  if (path !== undefined && !isPdf) {
    return (
      <Image
        id="picture"
        className="review-request__picture"
        src={path}
        mode="widthFix"
        onClick={() => void Taro.previewImage({ urls: [path], current: path })}
      />
    );
  }
  const text = isPdf ? t('one.pdf', { pages: file.pages ?? 1 }) : t('one.open');
  return (
    <View id="open-paper" className="review-request__paper" ariaRole="button" onClick={() => void open()}>
      {opening ? settings.t('common.loading') : text}
    </View>
  );
});
