using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Troupe.Benchmarks.Harness;

/// <summary>The one form of results: a table on the console and <c>out/bench/NAME.json</c>.</summary>
internal sealed class BenchmarkOutput
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _name;
    private readonly string _folder;
    private readonly double? _load;

    private BenchmarkOutput(string name, string folder)
    {
        _name = name;
        _folder = folder;
        _load = Load();
        RawFolder = Path.Combine(folder, name);
    }

    /// <summary>Where the benchmark puts its raw measurements.</summary>
    public string RawFolder { get; }

    /// <summary>Prepares <c>out/bench</c> below the current folder, and an empty folder for raw measurements.</summary>
    public static BenchmarkOutput Create(string name)
    {
        var output = new BenchmarkOutput(name, Path.Combine("out", "bench"));
        if (Directory.Exists(output.RawFolder))
        {
            Directory.Delete(output.RawFolder, recursive: true);
        }

        Directory.CreateDirectory(output.RawFolder);
        return output;
    }

    /// <summary>Prints the figures and writes them.</summary>
    public void Write(IReadOnlyList<Figure> figures)
    {
        var width = figures.Max(figure => figure.Name.Length);
        foreach (var figure in figures)
        {
            var spread = figure.Spread is { } value ? "± " + Short(value) : "";
            Console.WriteLine($"{figure.Name.PadRight(width)}  {Short(figure.Value),12} {figure.Unit,-6} {spread,-12} {(figure.Aim is null ? "" : $"aim {figure.Aim}")}".TrimEnd());
        }

        var file = Path.Combine(_folder, _name + ".json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { bench = _name, commit = Commit(), machine = Machine(), load = _load, figures, raw = RawFolder }, Json) + "\n");
        Console.WriteLine(file);
        if (_load > Environment.ProcessorCount / 2.0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Noisy: the machine was busy before it began, with a load of {_load:0.0} on {Environment.ProcessorCount} processors."));
        }
    }

    /// <summary>Work that waited for a processor in the last minute, on average; null where that is not told.</summary>
    public static double? Load()
    {
        const string file = "/proc/loadavg";
        return File.Exists(file) ? double.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture) : null;
    }

    private static string Short(double value) => value.ToString(Math.Abs(value) >= 100 ? "F0" : "G3", CultureInfo.InvariantCulture);

    /// <summary>What it ran on.</summary>
    public static string Machine() =>
        $"{Environment.ProcessorCount} x {Processor()}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>The commit that ran; with a plus when files were changed since, as a result from files that no commit holds says so.</summary>
    public static string Commit()
    {
        var commit = Git("rev-parse", "--short", "HEAD");
        return commit.Length == 0 ? "unknown" : Git("status", "--porcelain").Length == 0 ? commit : commit + "+";
    }

    private static string Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var answer = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? answer.Trim() : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
