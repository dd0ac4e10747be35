using System.Globalization;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Performances;
using Troupe.EndToEnd.Tests.Talk;

namespace Troupe.EndToEnd.Tests.LipSync;

[Trait("Category", "process")]
public sealed class LipSyncTests : IDisposable
{
    private const string Phones = """
        {"phones":[{"ipa":"","duration":100},{"ipa":"m","duration":70},{"ipa":"aɪ","duration":180,"stressed":true},{"ipa":"f","duration":110},{"ipa":"uː","duration":140},{"ipa":"","duration":100}],
         "words":[{"text":"My","start":100,"duration":250},{"text":"foo.","start":350,"duration":250}]}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-lipsync-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Phones_with_times_become_a_performance_and_a_table_of_frames()
    {
        await WriteAsync("p.json", Phones);
        await File.WriteAllBytesAsync(In("a.wav"), new WavFile(AudioFormat.Hearing, new short[16 * 720]).ToBytes(), TestContext.Current.CancellationToken);

        var (code, output, errors) = await RunAsync("--phones", "p.json", "--audio", "a.wav", "--fps", "100", "--out", "x.performance.json", "--frames", "x.csv");

        code.ShouldBe(0, errors);
        var summary = JsonDocument.Parse(output.Single()).RootElement;
        (summary.GetProperty("duration_ms").GetDouble(), summary.GetProperty("phones").GetInt32(), summary.GetProperty("closures").GetInt32(), summary.GetProperty("frames").GetInt32())
            .ShouldBe((720, 4, 1, 72));
        summary.GetProperty("real_time_factor").GetDouble().ShouldBeGreaterThan(0);
        var utterance = (await ReadAsync("x.performance.json")).Utterances.Single();
        utterance.Duration.ShouldBe(720);
        utterance.Phonemes.Select(phoneme => phoneme.Ipa).ShouldBe(["", "m", "aɪ", "f", "uː", ""]);
        utterance.Captions.Single().Text.ShouldBe("My foo.");
        summary.GetProperty("visemes").GetInt32().ShouldBe(utterance.Visemes.Count);

        var table = (await File.ReadAllLinesAsync(In("x.csv"), TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToArray();
        table[0].ShouldBe(["time_ms", .. VisemeSet.Names, "jawOpen"]);
        table.Length.ShouldBe(73);
        table[1..].Select(row => Value(row[0])).ShouldBe(Enumerable.Range(0, 72).Select(frame => frame * 10.0));
        table.ShouldAllBe(row => row.Length == 17);
        table[1..].SelectMany(row => row[1..]).ShouldAllBe(cell => Value(cell) >= 0 && Value(cell) <= 1);

        // In the middle of m the lips are together and the jaw is up; in the middle of aɪ it is down.
        Value(table[14][2]).ShouldBeGreaterThan(0.99);
        Value(table[14][16]).ShouldBeLessThanOrEqualTo(0.05);
        Value(table[23][16]).ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public async Task A_loud_vowel_opens_wider_than_a_soft_one()
    {
        await WriteAsync("p.json", """[{"ipa":"m","duration":100},{"ipa":"ʌ","duration":200},{"ipa":"m","duration":100},{"ipa":"ʌ","duration":200},{"ipa":"m","duration":100}]""");
        short[] sound = [.. Enumerable.Range(0, 16 * 700).Select(sample => (short)((sample < 16 * 350 ? 2_000 : 8_000) * (sample % 80 < 40 ? 1 : -1)))];
        await File.WriteAllBytesAsync(In("a.wav"), new WavFile(AudioFormat.Hearing, sound).ToBytes(), TestContext.Current.CancellationToken);

        var (code, _, errors) = await RunAsync("--phones", "p.json", "--audio", "a.wav", "--fps", "100", "--out", "x.performance.json", "--frames", "x.csv");

        code.ShouldBe(0, errors);
        (await ReadAsync("x.performance.json")).Utterances.Single().Phonemes.Select(phoneme => phoneme.Loudness).ShouldBe([null, -6, null, 6, null]);
        var jaw = (await File.ReadAllLinesAsync(In("x.csv"), TestContext.Current.CancellationToken))[1..].Select(line => Value(line.Split(',')[^1])).ToArray();
        jaw[10..30].Max().ShouldBeLessThan(jaw[40..60].Max() * 0.85);
        new[] { jaw[5], jaw[35], jaw[65] }.ShouldAllBe(opening => opening <= 0.05);
    }

    [Fact]
    public async Task A_sound_and_its_words_become_a_performance_with_captions()
    {
        (await RunAsync("--text", "May my puppy move? Bob made a map by the lamp.", "--voice", "flite-rms", "--save-audio", "x.wav", "--out", "timed.performance.json")).ExitCode.ShouldBe(0);

        var (code, output, errors) = await RunAsync("--audio", "x.wav", "--text", "May my puppy move? Bob made a terrible map by the lamp.", "--out", "aligned.performance.json");

        code.ShouldBe(0, errors);
        (await ReadAsync("aligned.performance.json")).DigitalSourceType.ShouldBe(Protocol.GeneratedMedia);
        var (timed, aligned) = ((await ReadAsync("timed.performance.json")).Utterances.Single(), (await ReadAsync("aligned.performance.json")).Utterances.Single());
        aligned.Captions.Select(caption => caption.Text).ShouldBe(["May my puppy move?", "Bob made a terrible map by the lamp."]);

        // The voice does not say "terrible"; every other word is where the voice knows it to be.
        var (known, found) = (timed.Captions.SelectMany(caption => caption.Words).ToArray(), aligned.Captions.SelectMany(caption => caption.Words).ToArray());
        found.Single(word => word.Text == "terrible").Duration.ShouldBeLessThan(60);
        foreach (var (word, truth) in found.Where(word => word.Text != "terrible").Zip(known))
        {
            word.Text.ShouldBe(truth.Text);
            word.Start.ShouldBe(truth.Start, 80, word.Text);
        }

        var summary = JsonDocument.Parse(output.Single()).RootElement;
        summary.GetProperty("aligned").GetProperty("share").GetDouble().ShouldBeGreaterThan(0.9);
        summary.GetProperty("closures").GetInt32().ShouldBeGreaterThanOrEqualTo(8);
        summary.GetProperty("phones").GetInt32().ShouldBeGreaterThan(25);
        aligned.Phonemes.Count(phoneme => phoneme.Loudness is not null).ShouldBeInRange(10, 16);
        aligned.Phonemes.Count(phoneme => phoneme.Stressed is true).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_voice_speaks_a_text_and_its_phones_move_the_mouth()
    {
        var (code, output, errors) = await RunAsync("--text", "May my puppy move? Yes!", "--voice", "flite-rms", "--save-audio", "x.wav", "--out", "x.performance.json", "--blend-shapes", "--fps", "60");

        code.ShouldBe(0, errors);
        var summary = JsonDocument.Parse(output.Single()).RootElement;
        var sound = WavFile.Parse(await File.ReadAllBytesAsync(In("x.wav"), TestContext.Current.CancellationToken));
        var utterance = (await ReadAsync("x.performance.json")).Utterances.Single();
        utterance.Duration.ShouldBe(sound.Duration.TotalMilliseconds, 0.001);
        summary.GetProperty("duration_ms").GetDouble().ShouldBe(utterance.Duration, 0.1);
        summary.GetProperty("closures").GetInt32().ShouldBe(5);
        Pcm.Level(sound.Samples.Span).ShouldBeInRange(-35, -8);
        utterance.Captions.Select(caption => caption.Text).ShouldBe(["May my puppy move?", "Yes!"]);
        utterance.Cues.Select(cue => cue.Name).ShouldContain("raiseBrows");

        // What is packed is what the cues give.
        var timeline = PerformanceTimeline.Of(await ReadAsync("x.performance.json"));
        JsonSerializer.Serialize(utterance.Frames).ShouldBe(JsonSerializer.Serialize(PerformanceFrames.BlendShapes(timeline, 60)));
        summary.GetProperty("frames").GetInt32().ShouldBe(utterance.Frames!.Count);
    }

    [Fact]
    public async Task Sound_alone_moves_the_mouth_as_the_phones_of_its_voice_do()
    {
        (await RunAsync("--text", "May my puppy move? Bob made a map by the lamp.", "--voice", "flite-rms", "--save-audio", "x.wav", "--out", "timed.performance.json")).ExitCode.ShouldBe(0);

        var (code, output, errors) = await RunAsync("--audio", "x.wav", "--out", "heard.performance.json", "--frames", "x.csv");

        code.ShouldBe(0, errors);
        var summary = JsonDocument.Parse(output.Single()).RootElement;
        var (timed, heard) = (PerformanceTimeline.Of(await ReadAsync("timed.performance.json")), PerformanceTimeline.Of(await ReadAsync("heard.performance.json")));
        summary.GetProperty("frames").GetInt32().ShouldBe(heard.FramesAt(100));
        summary.GetProperty("phones").GetInt32().ShouldBe(0);
        var (closures, found) = (0, 0);
        var pose = new Pose();
        foreach (var press in (await ReadAsync("timed.performance.json")).Utterances.Single().Visemes.Where(viseme => viseme.Viseme == VisemeSet.PP))
        {
            closures++;
            found += Enumerable.Range(-4, (int)(press.Duration / 10) + 8).Any(frame =>
            {
                heard.Sample(pose, TimeSpan.FromMilliseconds(Math.Max(0, press.Start + (frame * 10))));
                return pose.Visemes[VisemeSet.PP] > 0.5;
            }) ? 1 : 0;
        }

        closures.ShouldBeGreaterThanOrEqualTo(9);
        found.ShouldBeGreaterThanOrEqualTo(closures - 1);
    }

    [Fact]
    public async Task Presets_and_settings_choose_what_is_shown()
    {
        await WriteAsync("p.json", """[{"ipa":"s","duration":90},{"ipa":"k","duration":45},{"ipa":"i","duration":120},{"ipa":"s","duration":40},{"ipa":"t","duration":60}]""");
        await WriteAsync("s.json", """{"preset":"calm","minVisemeInterval":20,"mergeWindow":0,"criticalVisemes":["SS"],"criticalVisemeMinDuration":70}""");

        (await RunAsync("--phones", "p.json", "--out", "natural.performance.json")).ExitCode.ShouldBe(0);
        (await RunAsync("--phones", "p.json", "--preset", "calm", "--out", "calm.performance.json")).ExitCode.ShouldBe(0);
        (await RunAsync("--phones", "p.json", "--settings", "s.json", "--out", "own.performance.json")).ExitCode.ShouldBe(0);

        (await VisemesAsync("natural")).ShouldBe([(VisemeSet.SS, 90), (VisemeSet.KK, 45), (VisemeSet.IH, 120), (VisemeSet.SS, 40), (VisemeSet.DD, 60)]);
        (await VisemesAsync("calm")).Select(cue => cue.Viseme).ShouldBe([VisemeSet.SS, VisemeSet.IH, VisemeSet.DD]);
        (await VisemesAsync("own")).ShouldBe([(VisemeSet.SS, 90), (VisemeSet.KK, 45), (VisemeSet.IH, 120), (VisemeSet.SS, 70), (VisemeSet.DD, 40)]);
    }

    [Theory]
    [InlineData("--audio none.wav", 2, "none.wav: Could not find file")]
    [InlineData("--audio odd.wav", 2, "odd.wav: a sound of 11025 Hz cannot be heard: give one of 8000, 16000")]
    [InlineData("--audio long.wav --model p.json", 2, "p.json: This is no file of lip sync weights")]
    [InlineData("--phones p.json --audio long.wav --model x.bin", 2, "--model hears the sound of --audio")]
    [InlineData("", 2, "Give a sound with --audio FILE.wav, phones with --phones FILE.json")]
    [InlineData("--phones p.json --text Hi", 2, "Give either --phones or --text")]
    [InlineData("--text Hi --audio a.wav --voice flite-rms", 2, "leave --voice and --save-audio out")]
    [InlineData("--text Hi --audio odd.wav", 2, "odd.wav: a sound of 11025 Hz cannot be heard")]
    [InlineData("--text ... --audio a.wav", 2, "give the words of the sound")]
    [InlineData("--phones p.json --voice flite-rms", 2, "--voice speaks the words of --text")]
    [InlineData("--phones p.json --save-audio b.wav", 2, "--save-audio keeps the sound of --text")]
    [InlineData("--phones p.json --fps 0", 2, "--fps is 1 to 1000")]
    [InlineData("--phones x.performance.json", 2, "x.performance.json is named twice: give every file that is read or written a name of its own.")]
    [InlineData("--audio short.wav --preset calm", 2, "--preset and --settings choose among known phones")]
    [InlineData("--phones p.json --preset loud", 2, "--preset 'loud' is none; choose one of natural, crisp, calm, sibilant-strong.")]
    [InlineData("--phones p.json --preset calm --settings s.json", 2, "put \"preset\":\"calm\" into the file, or leave one of the two out")]
    [InlineData("--phones p.json --settings s.json", 2, "s.json: mergeWindow: -1 is not 0 to 500 ms.")]
    [InlineData("--phones none.json", 2, "none.json: Could not find file")]
    [InlineData("--phones wrong.json", 2, "wrong.json: [1].ipa: 'AY' is no phone in IPA")]
    [InlineData("--phones p.json --audio wrong.json", 2, "wrong.json: This is not a WAV file")]
    [InlineData("--phones p.json --audio short.wav", 2, "700 ms and short.wav at 500 ms: 200 ms apart, more than a phone's length, which is 125 ms on average here. Give the sound")]
    [InlineData("--phones p.json --audio long.wav", 2, "end the list with a pause: {\"ipa\":\"\",\"duration\":300}")]
    [InlineData("--text ...", 2, "nothing that can be said")]
    [InlineData("--text Hi --voice bob", 2, "No voice is called 'bob': choose one of hts-slt")]
    public async Task Refuses_what_cannot_be_used_with_the_way_out(string arguments, int exit, string problem)
    {
        await WriteAsync("p.json", Phones);
        await WriteAsync("wrong.json", """[{"ipa":"m","duration":70},{"ipa":"AY","duration":170}]""");
        await File.WriteAllBytesAsync(In("odd.wav"), new WavFile(new AudioFormat(11_025), new short[11_025]).ToBytes(), TestContext.Current.CancellationToken);
        await WriteAsync("s.json", """{"mergeWindow":-1}""");
        await File.WriteAllBytesAsync(In("short.wav"), new WavFile(AudioFormat.Hearing, new short[16 * 500]).ToBytes(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(In("long.wav"), new WavFile(AudioFormat.Hearing, new short[16 * 1000]).ToBytes(), TestContext.Current.CancellationToken);

        var (code, _, errors) = await RunAsync(["--out", "x.performance.json", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        code.ShouldBe(exit, errors);
        errors.ShouldContain(problem);
        File.Exists(In("x.performance.json")).ShouldBeFalse();
    }

    private async Task<IEnumerable<(int Viseme, double Duration)>> VisemesAsync(string name) =>
        (await ReadAsync(name + PerformanceFile.Extension)).Utterances.Single().Visemes.Select(viseme => (viseme.Viseme, viseme.Duration));

    private static double Value(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private Task<(int ExitCode, string[] Output, string Errors)> RunAsync(params string[] arguments) => TroupeProcess.RunAsync(_folder.FullName, ["lipsync", .. arguments]);

    private async Task<PerformanceFile> ReadAsync(string name) => PerformanceJson.Read(await File.ReadAllBytesAsync(In(name), TestContext.Current.CancellationToken));

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(In(name), text, TestContext.Current.CancellationToken);

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
