using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;

namespace Troupe.Engines.Tests.Conformance;

/// <summary>What every recogniser must do.</summary>
public abstract class RecognizerConformance
{
    /// <summary>Two sentences that the recogniser understands, each with its sound at 16 kHz.</summary>
    protected abstract (string Text, short[] Sound) First { get; }

    /// <inheritdoc cref="First"/>
    protected abstract (string Text, short[] Sound) Second { get; }

    /// <summary>Words of a sentence that may be wrong, missing or added. Default: none.</summary>
    protected virtual int MostWordErrors => 0;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The recogniser; skips the test where it is missing.</summary>
    /// <param name="texts">What will be said, in the order in which it begins.</param>
    protected abstract ISpeechRecognizer Recognizer(params string[] texts);

    [Fact]
    public void Describes_itself()
    {
        var description = Recognizer().Description;

        description.Name.ShouldNotBeEmpty();
        description.Version.ShouldNotBeEmpty();
        description.Licence.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Understands_a_sentence()
    {
        await using var recognition = await Recognizer(First.Text).OpenAsync(Stop);
        Say(recognition, First.Sound);

        var transcript = await recognition.FinishAsync(Stop);

        ShouldBeUnderstood(transcript.Text, First.Text);
        transcript.IsFinal.ShouldBeTrue();
    }

    [Fact]
    public async Task Gives_partials_before_the_transcript()
    {
        await using var recognition = await Recognizer(First.Text).OpenAsync(Stop);
        var partials = ReadPartialsAsync(recognition);
        Say(recognition, First.Sound);

        await recognition.FinishAsync(Stop);

        var heard = await partials;
        heard.ShouldNotBeEmpty();
        heard.ShouldAllBe(partial => !partial.IsFinal && partial.Text.Length > 0 && partial.Text == partial.Text.Trim());
        heard.Zip(heard.Skip(1)).ShouldAllBe(pair => pair.First.Text != pair.Second.Text);
    }

    [Fact]
    public async Task Understands_nothing_when_nothing_was_said()
    {
        var recognizer = Recognizer();
        await using var unwritten = await recognizer.OpenAsync(Stop);
        (await unwritten.FinishAsync(Stop)).ShouldBe(new Transcript("", IsFinal: true));
        await unwritten.DisposeAsync();

        await using var silent = await recognizer.OpenAsync(Stop);
        Say(silent, new short[16_000]);
        (await silent.FinishAsync(Stop)).Text.ShouldBe("");
    }

    [Fact]
    public async Task Understands_one_sentence_after_the_other()
    {
        var recognizer = Recognizer(First.Text, Second.Text, First.Text);
        foreach (var (text, sound) in ((string, short[])[])[First, Second, First])
        {
            await using var recognition = await recognizer.OpenAsync(Stop);
            Say(recognition, sound);
            ShouldBeUnderstood((await recognition.FinishAsync(Stop)).Text, text);
        }
    }

    [Fact]
    public async Task Keeps_parallel_recognitions_apart()
    {
        var recognizer = Recognizer(First.Text, Second.Text);
        await using var first = await recognizer.OpenAsync(Stop);
        await using var second = await recognizer.OpenAsync(Stop);
        Say(first, First.Sound);
        Say(second, Second.Sound);

        var transcripts = await Task.WhenAll(first.FinishAsync(Stop).AsTask(), second.FinishAsync(Stop).AsTask());

        ShouldBeUnderstood(transcripts[0].Text, First.Text);
        ShouldBeUnderstood(transcripts[1].Text, Second.Text);
    }

    [Fact]
    public async Task Is_as_good_as_before_after_a_recognition_was_abandoned()
    {
        var recognizer = Recognizer(Second.Text, First.Text);
        var abandoned = await recognizer.OpenAsync(Stop);
        var partials = ReadPartialsAsync(abandoned);
        Say(abandoned, Second.Sound);
        await abandoned.DisposeAsync();
        await abandoned.DisposeAsync();
        await partials;

        await using var recognition = await recognizer.OpenAsync(Stop);
        Say(recognition, First.Sound);

        ShouldBeUnderstood((await recognition.FinishAsync(Stop)).Text, First.Text);
    }

    [Fact]
    public async Task Guesses_what_was_said_so_far_or_says_that_it_cannot()
    {
        await using var recognition = await Recognizer(First.Text).OpenAsync(Stop);
        Say(recognition, First.Sound);

        if (recognition.GuessAsync(Stop) is { } guess)
        {
            ShouldBeUnderstood((await guess).Text, First.Text);
        }

        ShouldBeUnderstood((await recognition.FinishAsync(Stop)).Text, First.Text);
        recognition.GuessAsync(Stop).ShouldBeNull();
    }

    [Fact]
    public async Task Can_be_cancelled()
    {
        var recognizer = Recognizer(First.Text);
        using var cancelled = new CancellationTokenSource();
        await using var recognition = await recognizer.OpenAsync(cancelled.Token);
        Say(recognition, First.Sound);
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await recognition.FinishAsync(cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(async () => await recognizer.OpenAsync(cancelled.Token));
    }

    [Fact]
    public async Task Refuses_sound_of_another_rate()
    {
        await using var recognition = await Recognizer().OpenAsync(Stop);

        Should.Throw<ArgumentException>(() => recognition.Write(new AudioFrame(MediaTime.Zero, new AudioFormat(48_000), new short[960]))).Message.ShouldContain("48000 Hz");
    }

    /// <summary>Writes sound in pieces of 20 ms.</summary>
    protected static void Say(IRecognition recognition, short[] sound)
    {
        for (var i = 0; i < sound.Length; i += 320)
        {
            recognition.Write(new AudioFrame(MediaTime.FromSamples(i, 16_000), AudioFormat.Hearing, sound.AsMemory(i, Math.Min(320, sound.Length - i))));
        }
    }

    protected void ShouldBeUnderstood(string heard, string said) =>
        WordErrors.Between(said, heard).ShouldBeLessThanOrEqualTo(MostWordErrors, $"Heard '{heard}', said '{said}'.");

    /// <summary>All partials up to the end of the recognition.</summary>
    protected static async Task<IReadOnlyList<Transcript>> ReadPartialsAsync(IRecognition recognition)
    {
        var partials = new List<Transcript>();
        await foreach (var partial in recognition.PartialsAsync(Stop))
        {
            partials.Add(partial);
        }

        return partials;
    }
}
