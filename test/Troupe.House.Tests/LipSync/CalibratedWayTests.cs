using Troupe.Benchmarks.LipSync;
using Troupe.Conversation.Acting.Calibrating;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "fast")]
public sealed class CalibratedWayTests
{
    [Fact]
    public void A_voice_is_not_calibrated_with_a_sentence_that_is_scored() => VoiceCalibration.Texts.Intersect(LipSyncTexts.All, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
}
