using Troupe.Engines.Flite;
using Troupe.Engines.Hts;

namespace Troupe.Engines.Tests.Hts;

/// <summary>Expected labels are those that festival 2.5 writes for the same words in a longer sentence, with the counts of this shorter one.</summary>
[Trait("Category", "fast")]
public sealed class HtsLabelsTests
{
    [Fact]
    public void Writes_labels_as_festival_does()
    {
        var labels = HtsLabels.Write(Museum());

        labels[0].ShouldBe("x^x-pau+ae=n@x_x/A:0_0_0/B:x-x-x@x-x&x-x#x-x$x-x!x-x;x-x|x/C:1+0+3/D:0_0/E:x+x@x+x&x+x#x+x/F:cc_1/G:0_0/H:x=x@1=2|0/I:3=3/J:9+6-2");
        labels[1].ShouldBe("x^pau-ae+n=d@1_3/A:0_0_0/B:1-0-3@1-1&1-3#1-3$1-2!0-1;0-1|ae/C:1+1+1/D:0_0/E:cc+1@1+3&0+1#0+1/F:content_1/G:0_0/H:3=3@1=2|L-L%/I:6=3/J:9+6-2");
        labels[4].ShouldBe("n^d-ay+k=ae@1_1/A:1_0_3/B:1-1-1@1-1&2-2#1-2$1-1!1-1;0-0|ay/C:1+0+3/D:cc_1/E:content+1@2+2&0+0#0+0/F:md_1/G:0_0/H:3=3@1=2|L-L%/I:6=3/J:9+6-2");
        labels[8].ShouldBe("ae^n-pau+ax=b@x_x/A:1_0_3/B:x-x-x@x-x&x-x#x-x$x-x!x-x;x-x|x/C:0+0+1/D:md_1/E:x+x@x+x&x+x#x+x/F:in_2/G:3_3/H:x=x@1=2|0/I:6=3/J:9+6-2");
        labels[^2].ShouldBe("iy^ax-m+pau=x@2_1/A:1_1_2/B:0-1-2@3-1&6-1#3-1$2-1!1-0;1-0|ax/C:0+0+0/D:det_1/E:content+3@3+1&0+0#0+0/F:0_0/G:3_3/H:6=3@2=1|L-L%/I:0=0/J:9+6-2");
        labels[^1].ShouldBe("ax^m-pau+x=x@x_x/A:0_1_2/B:x-x-x@x-x&x-x#x-x$x-x!x-x;x-x|x/C:0+0+0/D:content_3/E:x+x@x+x&x+x#x+x/F:0_0/G:6_3/H:x=x@1=2|0/I:0=0/J:9+6-2");
    }

    private static Pronunciation Museum()
    {
        var builder = new Builder();
        builder.Phrase();
        builder.Word("cc", (true, false, "ae n d"));
        builder.Word("content", (true, true, "ay"));
        builder.Word("md", (true, false, "k ae n"));
        builder.Phrase();
        builder.Word("in", (false, false, "ax"), (true, false, "b aw t"));
        builder.Word("det", (false, false, "dh ax"));
        builder.Word("content", (false, false, "m y uw"), (true, true, "z iy"), (false, true, "ax m"));
        return builder.End();
    }

    private sealed class Builder
    {
        private readonly List<Phone> _phones = [];
        private readonly List<PhoneticPhrase> _phrases = [];
        private int _words;

        public void Phrase()
        {
            _phones.Add(new Phone(Phone.Pause, null, 0));
            _phrases.Add(new PhoneticPhrase());
        }

        public void Word(string category, params (bool Stressed, bool Accented, string Phones)[] syllables)
        {
            var word = new PhoneticWord(_phrases[^1], _words++, category);
            _phrases[^1].Words.Add(word);
            foreach (var (stressed, accented, phones) in syllables)
            {
                var syllable = new Syllable(word, stressed, accented, "L-L%");
                word.Syllables.Add(syllable);
                foreach (var name in phones.Split(' '))
                {
                    syllable.Phones.Add(new Phone(name, syllable, 0));
                }

                _phones.AddRange(syllable.Phones);
            }
        }

        public Pronunciation End()
        {
            _phones.Add(new Phone(Phone.Pause, null, 0));
            return new Pronunciation(_phones, _phrases);
        }
    }
}
