using System.CommandLine;
using Troupe.Cli.LipSync;
using Troupe.Contracts;
using Troupe.Conversation.Acting.Formats;
using Troupe.Conversation.Performances;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe lipsync convert</c>: a performance file in the numbers of another system. Exit code 2 when the file cannot be used.</summary>
internal sealed class LipSyncConvertCommand : ExampledCommand
{
    private static readonly string[] Formats = ["azure", "sapi", "mpeg4", "vrm", "arkit", "rive", "csv"];

    private readonly Argument<FileInfo> _file = new("FILE") { Description = $"The performance, x{PerformanceFile.Extension}." };

    private readonly Option<string> _to = new("--to") { Description = "azure or sapi: events of their 22 visemes (JSON). rive: changes of the strongest of 15 visemes (JSON). mpeg4, vrm, arkit, csv: a table with a row for each frame.", Required = true };

    private readonly Option<FileInfo> _out = new("--out") { Description = "Where it goes.", Required = true };

    private readonly Option<double> _fps = new("--fps") { Description = "Frames per second of tables and of rive, 1 to 1000.", DefaultValueFactory = _ => 60 };

    // Not public: it is a part of `troupe lipsync`, not a command of its own.
    internal LipSyncConvertCommand()
        : base("convert", "Convert a performance file to the numbers of another system.", "troupe lipsync convert hello.performance.json --to arkit --out hello.csv")
    {
        Add(_file);
        foreach (var option in new Option[] { _to, _out, _fps })
        {
            Add(option);
        }

        _to.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } format && !Formats.Contains(format))
            {
                result.AddError($"--to '{format}' is no format; choose one of {string.Join(", ", Formats)}.");
            }
        });
        _fps.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 1000))
            {
                result.AddError("--fps is 1 to 1000 frames per second.");
            }
        });
        Validators.Add(result =>
        {
            if (result.GetValue(_file) is { } file && result.GetValue(_out) is { } output && file.FullName == output.FullName)
            {
                result.AddError($"{output} is named twice: give every file that is read or written a name of its own.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (file, output) = (arguments.GetRequiredValue(_file), arguments.GetRequiredValue(_out));
        try
        {
            var performance = PerformanceJson.Read(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
            var count = Write(performance, arguments, output, cancellationToken);
            Console.WriteLine($"{output}: {count} {(arguments.GetRequiredValue(_to) is "azure" or "sapi" or "rive" ? "changes" : "frames")}");
            return 0;
        }
        catch (Exception problem) when (problem is PerformanceException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file}: {problem.Message}");
            return LipSyncException.BadInput;
        }
    }

    private int Write(PerformanceFile performance, ParseResult arguments, FileInfo output, CancellationToken cancellationToken)
    {
        var (timeline, rate) = (PerformanceTimeline.Of(performance), arguments.GetValue(_fps));
        using var stream = output.Create();
        using var table = new StreamWriter(stream);
        return arguments.GetRequiredValue(_to) switch
        {
            "azure" => ConvertedEvents.Sapi(performance, VisemeNumbering.Azure, stream),
            "sapi" => ConvertedEvents.Sapi(performance, VisemeNumbering.Sapi, stream),
            "rive" => ConvertedEvents.Rive(timeline, rate, stream, cancellationToken),
            "mpeg4" => ConvertedTables.Mpeg4(timeline, rate, table, cancellationToken),
            "vrm" => ConvertedTables.Vrm(timeline, rate, table, cancellationToken),
            "arkit" => ConvertedTables.ArKit(timeline, rate, table, cancellationToken),
            _ => FrameTable.Write(timeline, rate, table, _ => { }, cancellationToken),
        };
    }
}
