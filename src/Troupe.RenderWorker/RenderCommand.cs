using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;
using Troupe.RenderWorker.Characters;
using Troupe.RenderWorker.Drawing;

namespace Troupe.RenderWorker;

/// <summary>The command line: reads a performance and a character, draws frames, writes them as PNG.</summary>
internal static class RenderCommand
{
    /// <summary>The files are wrong; the message says where.</summary>
    public const int BadInput = 2;

    private static readonly Argument<FileInfo> Performance = new("PERFORMANCE.json") { Description = "A performance, as 'troupe talk' and 'troupe lipsync' write it." };
    private static readonly Option<FileInfo> CharacterFile = new("--character") { Description = "The character's JSON.", Required = true };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Folder for the pictures; made if absent.", Required = true };
    private static readonly Option<double> Rate = new("--fps") { Description = "Frames per second, 1 to 120.", DefaultValueFactory = _ => 25 };
    private static readonly Option<string> Size = new("--size") { Description = "Width and height in pixels, each 16 to 4096.", DefaultValueFactory = _ => "640x640" };
    private static readonly Option<double[]> At = new("--at") { Description = "Only these times, in milliseconds.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<uint> Seed = new("--seed") { Description = "Which of many idle lives.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> ReducedMotion = new("--reduced-motion") { Description = "Leaves only blinks of the idle life." };

    /// <summary>The command.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand("Draws a performance to PNG pictures.") { Performance, CharacterFile, Out, Rate, Size, At, Seed, ReducedMotion };
        command.SetAction(arguments =>
        {
            try
            {
                Render(arguments);
                return 0;
            }
            catch (Exception exception) when (exception is InvalidInputException or IOException or UnauthorizedAccessException)
            {
                arguments.InvocationConfiguration.Error.WriteLine(exception.Message);
                return BadInput;
            }
        });
        return command;
    }

    private static void Render(ParseResult arguments)
    {
        var (width, height) = SizeOf(arguments.GetRequiredValue(Size));
        var rate = arguments.GetValue(Rate) is >= 1 and <= 120 and var value ? value : throw new InvalidInputException("--fps must be 1 to 120.");
        var performance = Read(arguments.GetRequiredValue(Performance).FullName);
        var rig = CharacterReader.Read(arguments.GetRequiredValue(CharacterFile).FullName);
        var folder = arguments.GetRequiredValue(Out);
        folder.Create();
        using var canvas = new CairoCanvas(width, height);
        var pose = new Pose();
        var watch = Stopwatch.StartNew();
        var frames = 0;
        foreach (var (name, time) in Times(arguments.GetValue(At) ?? [], performance.Duration, rate))
        {
            var attention = performance.Sample(pose, time);
            IdleLife.Add(arguments.GetValue(Seed), time, arguments.GetValue(ReducedMotion), attention, pose.Face);
            rig.Set(pose);
            canvas.Draw(rig);
            canvas.Save(Path.Combine(folder.FullName, name));
            frames++;
        }

        arguments.InvocationConfiguration.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{frames} pictures in {folder.FullName}, {watch.Elapsed.TotalMilliseconds / Math.Max(1, frames):0.0} ms each"));
    }

    private static PerformanceTimeline Read(string path)
    {
        try
        {
            return PerformanceTimeline.Of(PerformanceJson.Read(File.ReadAllBytes(path)));
        }
        catch (PerformanceException problem)
        {
            throw new InvalidInputException($"{path}: {problem.Message}");
        }
    }

    private static IEnumerable<(string Name, TimeSpan Time)> Times(double[] at, TimeSpan duration, double rate)
    {
        foreach (var time in at)
        {
            if (time is not (>= 0 and < 86_400_000))
            {
                throw new InvalidInputException("--at must be milliseconds from 0.");
            }

            yield return (string.Create(CultureInfo.InvariantCulture, $"at-{time:000000.###}.png"), TimeSpan.FromMilliseconds(time));
        }

        for (var frame = 0; at.Length == 0 && frame / rate < duration.TotalSeconds; frame++)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"frame-{frame:000000}.png"), TimeSpan.FromSeconds(frame / rate));
        }
    }

    private static (int Width, int Height) SizeOf(string text)
    {
        var parts = text.Split('x');
        return parts.Length == 2 && Side(parts[0]) is { } width && Side(parts[1]) is { } height
            ? (width, height)
            : throw new InvalidInputException($"--size must be like 640x640, each side 16 to 4096: '{text}'.");

        static int? Side(string part) =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 16 and <= 4096 ? side : null;
    }
}
