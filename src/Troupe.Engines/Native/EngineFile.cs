using System.Diagnostics.CodeAnalysis;

namespace Troupe.Engines.Native;

/// <summary>
/// A file that an engine needs and that npm brings: a native library or a model. Looked for at the path of an option, then at that of an environment variable, then in each
/// <c>node_modules</c> on the way up from the program's folder and from the current one.
/// </summary>
/// <param name="Purpose">What it is, as a person says it: "ONNX Runtime".</param>
/// <param name="Variable">The environment variable that may hold its path.</param>
/// <param name="Package">Its path below <c>node_modules</c>.</param>
/// <param name="Cure">What brings it.</param>
internal sealed record EngineFile(string Purpose, string Variable, string Package, string Cure)
{
    /// <summary>ONNX Runtime, as the npm package of sherpa-onnx carries it.</summary>
    public static EngineFile OnnxRuntime { get; } = new(
        "ONNX Runtime", "TROUPE_ONNXRUNTIME", "sherpa-onnx-linux-x64/libonnxruntime.so", "npm ci, or set TROUPE_ONNXRUNTIME to the path of libonnxruntime.so 1.18 or newer");

    /// <summary>The voice activity model, as the npm package of vad-web carries it.</summary>
    public static EngineFile SileroModel { get; } = new(
        "The Silero model", "TROUPE_SILERO_MODEL", "@ricky0123/vad-web/dist/silero_vad_v6.onnx", "npm ci, or set TROUPE_SILERO_MODEL to the path of silero_vad.onnx, version 5 or 6");

    /// <summary>Looks for the file. Never throws.</summary>
    /// <param name="option">A path that was set by an option; when set it is the only one that counts.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="missing">What is missing, when it is nowhere.</param>
    public bool TryFind(string? option, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? missing)
    {
        missing = null;
        foreach (var (chosen, source) in ((string?, string)[])[(option, "the options say"), (Environment.GetEnvironmentVariable(Variable), $"{Variable} says")])
        {
            if (!string.IsNullOrEmpty(chosen))
            {
                path = File.Exists(chosen) ? Path.GetFullPath(chosen) : null;
                missing = path is null ? $"{Purpose} is not at {chosen}, where {source} that it is." : null;
                return path is not null;
            }
        }

        path = Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory);
        missing = path is null ? $"{Purpose} is in no node_modules above {AppContext.BaseDirectory} or {Environment.CurrentDirectory}." : null;
        return path is not null;
    }

    private string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "node_modules", Package);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
