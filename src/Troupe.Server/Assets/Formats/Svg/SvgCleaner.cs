using System.Globalization;
using System.Text;
using System.Xml;

namespace Troupe.Server.Assets.Formats.Svg;

/// <summary>Copies what is safe of a drawing, element by element.</summary>
internal sealed class SvgCleaner(Stream file, Stream clean, FormatOptions limits)
{
    private const int MostDepth = 64;

    private readonly SvgUses _uses = new();
    private readonly SortedSet<string> _removed = new(StringComparer.Ordinal);
    private int _elements;

    /// <summary>Copies.</summary>
    /// <exception cref="AssetException">It is no drawing, a broken one, or more than allowed.</exception>
    public AssetFacts Clean()
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = limits.SvgBytes, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = false,
        };
        try
        {
            using var reader = XmlReader.Create(file, settings);
            using var writer = XmlWriter.Create(clean, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OmitXmlDeclaration = true, CloseOutput = false });
            reader.MoveToContent();
            if (reader.LocalName != "svg" || reader.NamespaceURI != SvgNames.Svg)
            {
                throw AssetException.Unsupported($"The SVG has no svg of the namespace {SvgNames.Svg} as its root.");
            }

            var (width, height) = (Pixels(reader.GetAttribute("width")), Pixels(reader.GetAttribute("height")));
            Copy(reader, writer);
            writer.Flush();
            var count = _uses.Count(limits.SvgElements) ?? throw AssetException.Unsupported("The SVG has a part that uses itself.");
            return count <= limits.SvgElements ? new AssetFacts { Width = width, Height = height, Removed = [.. _removed] } : throw TooMany();
        }
        catch (XmlException broken)
        {
            throw AssetException.Unsupported($"The SVG cannot be read: {broken.Message}");
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            // Characters that XML may not have, and encodings that are not known.
            throw AssetException.Unsupported($"The SVG cannot be read: {broken.Message}");
        }
    }

    private void Copy(XmlReader reader, XmlWriter writer)
    {
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when !IsKept(reader):
                    _removed.Add(reader.Name);
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    Begin(reader, writer);
                    break;
                case XmlNodeType.EndElement:
                    writer.WriteEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when reader.Depth > 0:
                    writer.WriteString(reader.Value);
                    break;
            }

            reader.Read();
        }
    }

    private static bool IsKept(XmlReader reader) => reader.NamespaceURI == SvgNames.Svg && SvgNames.Elements.Contains(reader.LocalName);

    private void Begin(XmlReader reader, XmlWriter writer)
    {
        if (reader.Depth > MostDepth)
        {
            throw AssetException.TooLarge($"The SVG has elements inside of each other, more than {MostDepth} deep.", MostDepth);
        }

        if (++_elements > limits.SvgElements)
        {
            throw TooMany();
        }

        var (isEmpty, written) = (reader.IsEmptyElement, new HashSet<string>(StringComparer.Ordinal));
        _uses.Begin(reader.Depth, reader.GetAttribute("id") is { } id && SvgValues.IsId(id) ? id : null);
        writer.WriteStartElement(reader.LocalName, SvgNames.Svg);

        // A style wins over attributes of the same name.
        Style(reader.GetAttribute("style"), writer, written);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/" && reader.Name != "style" && !TryWrite(reader, writer, written))
            {
                _removed.Add($"@{reader.Name}");
            }
        }

        reader.MoveToElement();
        if (isEmpty)
        {
            writer.WriteEndElement();
        }
    }

    private bool TryWrite(XmlReader reader, XmlWriter writer, HashSet<string> written)
    {
        var (name, value) = (reader.LocalName, reader.Value);
        if (reader.NamespaceURI == "http://www.w3.org/XML/1998/namespace")
        {
            return true;
        }

        if (name == "href" && reader.NamespaceURI is "" or SvgNames.XLink)
        {
            return SvgValues.Local(value) is { } target && Refer([target]) && Write(writer, written, "href", $"#{target}");
        }

        return reader.NamespaceURI.Length == 0
            && (name == "id" ? SvgValues.IsId(value)
                : SvgNames.Properties.Contains(name) ? SvgValues.IsSafe(value, out var refers) && Refer(refers)
                : SvgNames.Attributes.Contains(name) && SvgValues.IsSafe(value.Replace(';', ' '), out refers) && Refer(refers))
            && Write(writer, written, name, value);
    }

    private void Style(string? style, XmlWriter writer, HashSet<string> written)
    {
        foreach (var declaration in (style ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = declaration.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || !SvgNames.Properties.Contains(parts[0]) || !SvgValues.IsSafe(parts[1], out var refers) || !Refer(refers) || !Write(writer, written, parts[0], parts[1].Replace("!important", "", StringComparison.Ordinal).Trim()))
            {
                _removed.Add($"@style {parts[0]}");
            }
        }
    }

    private bool Refer(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            _uses.Refer(id);
        }

        return true;
    }

    private static bool Write(XmlWriter writer, HashSet<string> written, string name, string value)
    {
        if (written.Add(name))
        {
            writer.WriteAttributeString(name, value);
        }

        return true;
    }

    private AssetException TooMany() => AssetException.TooLarge($"The SVG draws more than {limits.SvgElements} elements, counting what is used several times.", limits.SvgElements);

    private static int? Pixels(string? length) =>
        double.TryParse((length ?? "").Trim().Replace("px", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000 ? (int)Math.Ceiling(number) : null;
}
