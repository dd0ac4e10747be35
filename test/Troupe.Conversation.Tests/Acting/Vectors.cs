using System.Text.Encodings.Web;
using System.Text.Json;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>The files in <c>vectors/acting</c> and beside it: written by these tests, read by those of <c>packages/avatar</c>.</summary>
internal static class Vectors
{
    private const double Tolerance = 1e-6;

    /// <summary>How the files are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>Compares with a file, or writes it where <c>TROUPE_WRITE_VECTORS</c> is 1.</summary>
    public static void Compare(string file, JsonElement actual)
    {
        var path = Path.Combine(Root(), "vectors", "acting", file);
        if (Environment.GetEnvironmentVariable("TROUPE_WRITE_VECTORS") == "1")
        {
            var text = string.Join(",\n{\"time\"", JsonSerializer.Serialize(actual, Json).Split(",{\"time\""));
            File.WriteAllText(path, text + "\n");
        }

        using var expected = JsonDocument.Parse(File.ReadAllText(path));
        Compare(file, expected.RootElement, actual);
    }

    /// <summary>Compares values.</summary>
    public static void Compare(string place, JsonElement expected, JsonElement actual, double tolerance = Tolerance)
    {
        actual.ValueKind.ShouldBe(expected.ValueKind, place);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Number:
                actual.GetDouble().ShouldBe(expected.GetDouble(), tolerance, place);
                break;
            case JsonValueKind.Array:
                actual.GetArrayLength().ShouldBe(expected.GetArrayLength(), place);
                for (var index = 0; index < expected.GetArrayLength(); index++)
                {
                    Compare($"{place}[{index}]", expected[index], actual[index], tolerance);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in expected.EnumerateObject())
                {
                    Compare($"{place}.{property.Name}", property.Value, actual.GetProperty(property.Name), tolerance);
                }

                break;
            default:
                actual.GetRawText().ShouldBe(expected.GetRawText(), place);
                break;
        }
    }

    /// <summary>Values as the files hold them.</summary>
    public static double[] Rounded(float[] values) => [.. values.Select(value => Math.Round(value, 7) + 0.0)];

    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Troupe.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }
}
