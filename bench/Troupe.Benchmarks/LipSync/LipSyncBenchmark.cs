using System.Globalization;
using Troupe.Benchmarks.Corpus;
using Troupe.Benchmarks.Harness;
using Troupe.Benchmarks.LipSync.Page;
using Troupe.Benchmarks.LipSync.Peers;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;
using Troupe.Engines.PocketSphinx;
using Troupe.Engines.Pronouncing;

namespace Troupe.Benchmarks.LipSync;

/// <summary>Whether the mouth tells the truth: every way from a voice to a mouth, scored against when each phone sounds.</summary>
internal sealed class LipSyncBenchmark : IBenchmark
{
    /// <summary>Sentences whose picture is drawn, of each set.</summary>
    private const int Drawn = 2;

    /// <summary>The set whose first sentence shows all ways beside each other.</summary>
    private const string Pictured = "flite_slt";

    /// <summary>The set whose exact times tell how well the aligner finds those of people.</summary>
    private const string AlignedAgain = "flite_rms";

    public string Name => "lipsync";

    public string Summary => "Sound, mouth and truth frame by frame: 60 sentences of five voices whose phones are timed, and people (one minute; --quick for every fifth sentence; --peers for those on npm in the same run; --calibrated for voices that the network learns first, two minutes more; --page for the figures of docs; --weights FILE for another network than the one that ships, as tools/lipsync trains them).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        if (run.Options.Contains("--page") && (run.Options.Contains("--quick") || !run.Options.Contains("--peers") || !run.Options.Contains("--calibrated")))
        {
            throw new InvalidOperationException("--page publishes whole runs of all ways beside the peers: give --peers and --calibrated, and leave --quick out.");
        }

        var circumstances = LipSyncPage.Circumstances();
        var model = LipModel.Default;
        if (run.Options.Contains("--weights"))
        {
            var file = run.Options.SkipWhile(option => option != "--weights").ElementAtOrDefault(1) ?? throw new InvalidOperationException("--weights needs the file of a network.");
            model = LipModel.Read(await File.ReadAllBytesAsync(file, cancellationToken));
        }

        var pronouncer = Pronouncer.Open(new PocketSphinxOptions().ModelFolder);
        ILipSyncWay[] ways = [new TimedWay(), new AudioWay(model), new AudioCuesWay(model), new TextWay(model, pronouncer), new TextCuesWay(model, pronouncer)];
        var sets = await LipSyncCorpus.MakeAsync(run.Options.Contains("--quick") ? 5 : 1, cancellationToken);
        if (Recordings.Missing.Contains(Recordings.Readers))
        {
            Console.WriteLine($"People are left out: apt-get install {Recordings.Readers}");
        }

        var figures = new List<Figure>();
        var performed = new List<(string Name, bool IsOurs)>();
        var strip = "";
        foreach (var set in sets)
        {
            LipSyncClip[] clips = [.. set];
            MouthTruth[] truths = [.. clips.Select(MouthTruth.Of)];
            IReadOnlyList<ILipSyncWay> calibrated = run.Options.Contains("--calibrated") ? await CalibratedWay.OfAsync(set.Key, model, pronouncer, cancellationToken) : [];
            IReadOnlyList<ILipSyncWay> peers = run.Options.Contains("--peers") ? await PeerWay.OfAsync(clips, cancellationToken) : [];
            ILipSyncWay[] all = [.. ways, .. calibrated, .. peers];
            performed.AddRange(all.Select(way => (way.Name, !way.IsGrantedLag)));
            if (set.Key == Pictured)
            {
                strip = LipSyncStrip.Of(clips[0], truths[0], [.. all.Select(way => (way.Name, way.Perform(clips[0])))]);
            }

            foreach (var way in all)
            {
                cancellationToken.ThrowIfCancellationRequested();
                MouthFrames[] frames = [.. clips.Select(way.Perform)];
                ScoredClip[] scored = [.. truths.Zip(frames, (truth, shown) => new ScoredClip(truth, shown))];
                figures.AddRange(LipSyncFigures.Of(way, set.Key, scored, way.Cost(clips[clips.Length / 2])));
                await WriteAsync(run.RawFolder, $"{way.Name}.{set.Key}", clips, truths, frames, cancellationToken);
            }

            figures.AddRange(new TextTroubles(model, pronouncer).Of(set.Key, clips));
            if (set.Key == AlignedAgain)
            {
                figures.AddRange(LipSyncFigures.OfTruth(AlignerError.Of(clips)));
            }

            figures.AddRange(LipSyncFigures.Of("timed", set.Key, Motion(clips, truths, 60), Motion(clips, truths, 120)));
        }

        (string Name, bool IsOurs)[] shown = [.. performed.Distinct().OrderByDescending(way => way.IsOurs)];
        string[] names = [.. sets.Select(set => set.Key)];
        await LipSyncPage.WriteAsync(run.RawFolder, LipSyncTable.Of(figures, [.. shown.Select(way => way.Name)], names), LipSyncOverview.Of(figures, shown, names), strip, cancellationToken);
        if (run.Options.Contains("--page"))
        {
            await LipSyncPage.PublishAsync(run.RawFolder, circumstances, cancellationToken);
        }

        return [.. figures.OrderBy(figure => figure.Name[..figure.Name.LastIndexOf('.')], StringComparer.Ordinal)];
    }

    private static MouthMotion Motion(LipSyncClip[] clips, MouthTruth[] truths, double rate) =>
        MouthMotion.Of([.. truths.Zip(clips, (truth, clip) => (truth, new TimedWay().Show(clip, rate)))]);

    private static async Task WriteAsync(string folder, string name, LipSyncClip[] clips, MouthTruth[] truths, MouthFrames[] frames, CancellationToken cancellationToken)
    {
        await using var raw = new StreamWriter(Path.Combine(folder, name + ".csv"));
        await raw.WriteLineAsync($"clip,time,{string.Join(',', VisemeSet.Names)},opening,true_viseme,true_opening");
        for (var clip = 0; clip < clips.Length; clip++)
        {
            for (var frame = 0; frame < frames[clip].Count; frame++)
            {
                var weights = string.Join(',', frames[clip].Weights(frame).ToArray().Select(weight => weight.ToString("0.###", CultureInfo.InvariantCulture)));
                var truth = truths[clip].Frames[frame];
                await raw.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{clip + 1},{frames[clip].TimeOf(frame):0.000},{weights},{frames[clip].Opening(frame):0.###},{VisemeSet.Names[truth.Viseme]},{truth.Opening:0.###}"));
            }

            if (clip < Drawn)
            {
                var picture = LipSyncPlot.Of($"{name}: {clips[clip].Text}", truths[clip], frames[clip]);
                await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.{clip + 1}.svg")), picture, cancellationToken);
            }
        }
    }
}
