using Troupe.Conversation.Acting.Listening;

namespace Troupe.Engines;

/// <summary>The model that was calibrated for the voice, from where the options say that it is.</summary>
internal static class LipModelFile
{
    private const string Part = "lip model";
    private const string Engine = "calibrated";
    private const string Cure = "Have `troupe voice calibrate` make one, or leave LipModel out: the model that comes along then hears the mouth.";

    /// <summary>Opens it; null when none is named, or when the file cannot be used.</summary>
    /// <param name="path">The file, or nothing.</param>
    /// <param name="finding">What was found; null when no file is named.</param>
    public static LipModel? Open(string? path, out EngineFinding? finding)
    {
        finding = null;
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        try
        {
            var model = LipModel.Read(File.ReadAllBytes(path));
            finding = new EngineFinding(Part, Engine, Found: true, path);
            return model;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            finding = new EngineFinding(Part, Engine, Found: false, $"{path} cannot be used: {problem.Message}", Cure);
            return null;
        }
    }
}
